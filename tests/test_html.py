"""The HTML of every page is right: the Nu checker finds no error."""

import pytest
from django.template.loader import render_to_string

from tests.every_page import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def test_the_nu_checker_finds_no_error_on_any_page(client, whole_newsroom, nu):
    walked = addresses(client, each=True)
    assert set(whole_newsroom.values()) <= walked.keys()
    assert set(walked.values()) >= {200, 404, 410}
    pages = {address: client.get(address).text for address in walked}
    pages["another host"] = client.get("/", headers={"Host": "evil.example"}).text
    pages["an error of ours"] = render_to_string("500.html")
    assert nu(pages) == []


def test_the_nu_checker_finds_an_error_where_there_is_one(nu):
    [found] = nu({"wrong": "<!DOCTYPE html><html lang=en><title>x</title><p><img src=x>"})
    assert found.startswith("wrong, line 1: An “img” element must have an “alt” attribute")

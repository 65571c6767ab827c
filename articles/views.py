"""Readers' pages."""


def authors(request):
    raise NotImplementedError


author = topic = story = section = authors

"""Photos and recordings in an S3-compatible store: a real one over HTTP (moto's), reached by the settings alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

KEYS = {"S3_ACCESS_KEY": "an-access-key", "S3_SECRET_KEY": "a-secret-key", "S3_REGION": "eu-north-1"}


@pytest.fixture
def bucket():
    """A bucket in an S3 that lives as long as the test; `(address, bucket)`."""
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    _, port = server.get_host_and_port()
    address = f"http://127.0.0.1:{port}"
    s3 = boto3.resource(
        "s3",
        endpoint_url=address,
        region_name=KEYS["S3_REGION"],
        aws_access_key_id=KEYS["S3_ACCESS_KEY"],
        aws_secret_access_key=KEYS["S3_SECRET_KEY"],
    )
    where = {"LocationConstraint": KEYS["S3_REGION"]}
    yield address, s3.create_bucket(Bucket="the-courier", CreateBucketConfiguration=where)
    server.stop()


def test_files_lie_in_the_bucket_and_are_served_by_the_site(bucket, tmp_path):
    address, courier = bucket
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= KEYS | {"S3_BUCKET": "the-courier", "S3_ENDPOINT": address, "VAR_DIR": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DEBUG": "on"}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.in_s3"], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["statuses"] == [200, 200, 206]
    assert said["same"]
    assert said["carries"]
    assert said["original"]
    assert said["made"] == said["wanted"] - 1  # the one that was asked for is there
    assert said["part"] == list(range(10, 20))
    assert said["gone"] == 404
    names = [item.key for item in courier.objects.all()]
    assert sum(name.startswith("media/photos/") for name in names) == said["wanted"]
    assert sum(name.startswith("originals/") for name in names) == 1
    assert not any(Path(tmp_path, folder).exists() for folder in ("media", "originals"))

import io
import zipfile

import pytest

from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.lib.tables.csvw import ENCODINGS
from sunagawa_plan.open_data import keeping
from sunagawa_plan.open_data.keeping import kept
from sunagawa_plan.open_data.shelves import LICENCE_UNDECIDED, files_of, public_shelves
from tests.factories.every_case import DRAFT
from tests.factories.indicators import make_annual_value
from tests.sunagawa_plan.open_data.test_shelves import TODAY

ADDRESS = "/open-data/all.zip"


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def opened(client) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(body(client.get(ADDRESS))))


@pytest.mark.django_db
def test_archive_holds_every_file_as_it_is_served(client, city):
    archive = opened(client)
    assert archive.testzip() is None

    expected = {"README.txt", "open-data/catalog.jsonld", "api/openapi.json"}
    for _, file in files_of(public_shelves(TODAY)):
        for suffix in FORMS:
            addresses = [file.address(suffix)]
            if suffix in ENCODINGS:
                addresses.append(f"{file.address(suffix)}-metadata.json")
            for address in addresses:
                expected.add(address.strip("/"))
                assert archive.read(address.strip("/")) == body(client.get(address)), address
    assert set(archive.namelist()) == expected
    for document in ("open-data/catalog.jsonld", "api/openapi.json"):
        assert archive.read(document) == client.get(f"/{document}").content


@pytest.mark.django_db
def test_readme_tells_terms_files_columns_and_codes(client, every_case):
    text = opened(client).read("README.txt")

    assert text.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in text
    assert b"\n" not in text.replace(b"\r\n", b"")
    readable = text.decode("utf-8-sig")
    for told in (
        LICENCE_UNDECIDED,
        "plans/every-case/data/values.csv",
        "amount_thousand_yen",
        "単位：千円",
        "not_due  未到来",
        "試験市（全国地方公共団体コード 012262）",
    ):
        assert told in readable


@pytest.mark.django_db
def test_same_content_is_the_same_bytes_and_made_once(client, every_case, settings):
    first = body(client.get(ADDRESS))
    (stored,) = (settings.STATE_DIR / "open-data").iterdir()
    made_at = stored.stat().st_mtime_ns

    second = body(client.get(ADDRESS))
    assert second == first == stored.read_bytes()
    assert stored.stat().st_mtime_ns == made_at

    stored.unlink()
    assert body(client.get(ADDRESS)) == first


@pytest.mark.django_db
def test_kept_archive_costs_two_queries(client, every_case, django_assert_num_queries):
    body(client.get(ADDRESS))

    with django_assert_num_queries(2):
        body(client.get(ADDRESS))


@pytest.mark.django_db
def test_change_shows_in_the_next_archive(client, every_case):
    before = client.get(ADDRESS)
    make_annual_value(note="後から加わった値")

    response = client.get(ADDRESS, headers={"If-None-Match": before["ETag"]})

    archive = zipfile.ZipFile(io.BytesIO(body(response)))
    values = [name for name in archive.namelist() if name.endswith("/values.csv")]
    assert any("後から加わった値" in archive.read(name).decode("utf-8-sig") for name in values)
    body(before)


@pytest.mark.django_db
def test_unknown_parameters_make_no_further_archive(client, every_case, settings):
    body(client.get(ADDRESS))
    body(client.get(f"{ADDRESS}?x=1"))

    assert len(list((settings.STATE_DIR / "open-data").iterdir())) == 1


@pytest.mark.django_db
def test_known_archive_is_304_and_head_makes_none(client, every_case, settings):
    asked = client.head(ADDRESS)

    assert body(asked) == b""
    assert not (settings.STATE_DIR / "open-data").exists()
    assert asked["Content-Type"] == "application/zip"
    known = {"If-None-Match": asked["ETag"]}
    assert client.get(ADDRESS, headers=known).status_code == 304
    since = {"If-Modified-Since": asked["Last-Modified"]}
    assert client.get(ADDRESS, headers=since).status_code == 304
    assert not (settings.STATE_DIR / "open-data").exists()


@pytest.mark.django_db
def test_archive_is_made_where_nothing_can_be_kept(client, every_case, settings, tmp_path):
    (tmp_path / "open-data").write_text("a file where the folder should be")

    assert opened(client).testzip() is None


@pytest.mark.django_db
def test_drafts_never_appear(client, every_case):
    archive = opened(client)

    for name in archive.namelist():
        assert "draft" not in name
        content = archive.read(name)
        assert DRAFT.encode() not in content, name
        assert DRAFT.encode("cp932") not in content, name
        assert b"424242424" not in content, name


@pytest.mark.django_db
def test_sample_is_marked_outside_and_inside(client, every_case, settings):
    settings.SAMPLE_DATA = True
    response = client.get(ADDRESS)
    archive = zipfile.ZipFile(io.BytesIO(body(response)))

    assert 'filename="sample-' in response["Content-Disposition"]
    assert archive.read("README.txt").decode("utf-8-sig").startswith("【サンプル】")
    for name in archive.namelist():
        if name.endswith(".json") and "csv-metadata" not in name:
            assert "【サンプル】" in archive.read(name).decode()


def chunks(*parts: bytes):
    yield from parts


def test_what_was_taken_whole_is_kept(tmp_path):
    path = tmp_path / "folder" / "a.zip"

    assert b"".join(kept(path, lambda: chunks(b"a", b"b"))) == b"ab"
    assert b"".join(kept(path, lambda: chunks(b"other"))) == b"ab"


def test_reader_who_leaves_early_leaves_nothing(tmp_path):
    path = tmp_path / "a.zip"
    reader = kept(path, lambda: chunks(b"a", b"b"))
    next(reader)

    reader.close()

    assert list(tmp_path.iterdir()) == []


def test_failure_keeps_nothing(tmp_path):
    def failing():
        yield b"a"
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        list(kept(tmp_path / "a.zip", failing))

    assert list(tmp_path.iterdir()) == []


def test_full_disk_is_no_reason_to_stop(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "_is_written", lambda *_: False)

    assert b"".join(kept(tmp_path / "a.zip", lambda: chunks(b"a", b"b"))) == b"ab"
    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_are_kept(tmp_path):
    for number in range(7):
        list(kept(tmp_path / f"{number}.zip", lambda: chunks(b"x")))

    assert len(list(tmp_path.iterdir())) == 4
    assert (tmp_path / "6.zip").exists()

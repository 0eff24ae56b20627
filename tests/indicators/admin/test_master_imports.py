"""Files of master data through the pages of the admin, and who may use them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from indicators.models import Department, Indicator
from tests.factories.indicators import (
    make_department,
    make_glossary_term,
    make_indicator,
    make_policy,
)

ROOT = "/admin/indicators"
INDICATOR_RIGHTS = (
    "view_indicator", "add_indicator", "change_indicator", "add_target", "change_target",
)  # fmt: skip
RIGHTS = {
    "indicator": INDICATOR_RIGHTS,
    "glossaryterm": (
        "view_glossaryterm", "add_glossaryterm", "change_glossaryterm", "add_glossaryoccurrence",
    ),
    "department": ("view_department", "add_department", "change_department"),
}  # fmt: skip


def upload(client, model, content, *, plan=None, resource="0"):
    file = SimpleUploadedFile("台帳.csv", content)
    answers = {"import_file": file, "format": "0", "resource": resource}
    return client.post(f"{ROOT}/{model}/import/", answers | ({"plan": plan.pk} if plan else {}))


def confirm(client, model, preview):
    sent = {field.html_name: field.value() for field in preview.context["confirm_form"]}
    sent = {name: getattr(value, "pk", value) for name, value in sent.items()}
    return client.post(f"{ROOT}/{model}/process_import/", sent, follow=True)


def download(client, model, file):
    return b"".join(client.get(f"{ROOT}/{model}/download/{file}").streaming_content)


@pytest.mark.parametrize("model", RIGHTS)
def test_import_is_for_those_who_may_add_and_change(staff, model):
    address = f"{ROOT}/{model}/import/"
    planner = staff(*RIGHTS[model], username="sato")
    assert planner.get(address).status_code == 200
    assert address in planner.get(f"{ROOT}/{model}/").text
    for number, missing in enumerate(RIGHTS[model][1:]):
        rights = [right for right in RIGHTS[model] if right != missing]
        client = staff(*rights, username=f"clerk{number}")
        assert client.get(address).status_code == 403
        assert client.post(address.replace("import", "process_import")).status_code == 403
        assert address not in client.get(f"{ROOT}/{model}/").text


@pytest.mark.parametrize(
    ("model", "resource", "file"),
    [
        ("indicator", "0", "list.csv"),
        ("indicator", "0", "indicators-edit.xlsx"),
        ("indicator", "1", "targets.cp932.csv"),
        ("indicator", "1", "targets-edit.csv"),
        ("glossaryterm", "0", "list.xlsx"),
        ("department", "0", "list.csv"),
    ],
)
def test_saved_list_is_imported_unchanged(planner, model, resource, file):
    plan = make_indicator(department=make_department()).plan
    make_glossary_term(policies=(plan.goals.get().policies.get(),))
    content = download(planner, model, file)
    preview = upload(planner, model, content, plan=plan, resource=resource)
    assert "取り込むものはありません" in preview.text


def test_edited_file_is_previewed_and_stored(planner):
    indicator = make_indicator(name="古い名前")
    content = download(planner, "indicator", "indicators-edit.csv").replace(
        "古い名前".encode(), "新しい名前".encode()
    )
    preview = upload(planner, "indicator", content, plan=indicator.plan)
    assert "<del>古い名前</del> → <ins>新しい名前</ins>" in preview.text
    done = confirm(planner, "indicator", preview)
    assert "ファイルを取り込みました（追加0件、変更1件、変更なし0件）" in done.text
    assert Indicator.objects.get().name == "新しい名前"


def test_new_places_alone_are_something_to_import(planner):
    term = make_glossary_term(policies=(make_indicator().basic_project.policy,))
    other = make_policy(goal=term.occurrences.get().policy.goal)
    line = f"{term.term},{term.explanation},{other.code}"
    content = f"term,explanation,policy_code\n{line}".encode()
    preview = upload(planner, "glossaryterm", content, plan=term.plan)
    assert f"施策{other.code}の1番目に「{term.term}」" in preview.text
    confirm(planner, "glossaryterm", preview)
    assert term.occurrences.count() == 2


def test_department_changed_meanwhile_stops_the_import(planner):
    department = make_department(code="tax", name="税務課")
    content = "department_code,department\ntax,市民税務課".encode()
    preview = upload(planner, "department", content)
    department.order = 9
    department.save()
    assert "確認の画面を開いたあとで" in confirm(planner, "department", preview).text
    assert Department.objects.get().name == "税務課"

import pytest

from indicators.masters.departments import DepartmentResource
from indicators.models import Department
from tests.factories.indicators import make_department
from tests.indicators.masters.importing import counts, imported, told

HEAD = "department_code,department,email,order"


@pytest.fixture
def department(db):
    return make_department(code="tax", name="税務課")


def test_departments_are_added_and_renamed(department):
    lines = [HEAD, "tax,市民税務課,tax@city.example.jp,2", "welfare,福祉課,,1"]
    assert counts(imported(DepartmentResource(), "\n".join(lines))) == (1, 1, 0)
    department.refresh_from_db()
    assert (department.name, department.email) == ("市民税務課", "tax@city.example.jp")
    assert [row.code for row in Department.objects.all()] == ["welfare", "tax"]


def test_columns_that_the_file_lacks_stay(department):
    counts(imported(DepartmentResource(), "department_code,department\ntax,市民税務課"))
    department.refresh_from_db()
    assert department.order == 1


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["tax,税務課,x,1"], "C列 email（課のメールアドレス）: 有効なメールアドレス"),
        (["welfare,税務課,,1"], "B列 department（担当課）: この 担当課 を持った 担当課 が既に"),
        (["福祉,福祉課,,1"], "A列 department_code（担当課のコード）"),
        (["tax,税務課,,-1"], "D列 order（並び順）: 0以上の整数"),
        (
            ["tax,税務課,,1", "tax,税務課,,1"],
            "3行目 A列 department_code（担当課のコード）: 2行目に同じ",
        ),
        (["a,新課,,1", "b,新課,,1"], "何も取り込んでいません"),
    ],
)
def test_fault_is_told(department, lines, message):
    sentences = told(imported(DepartmentResource(), "\n".join([HEAD, *lines]), dry_run=True))
    assert any(message in sentence for sentence in sentences), sentences
    assert Department.objects.count() == 1

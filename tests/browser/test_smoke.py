def test_health_page_answers(page):
    response = page.goto("/healthz")
    assert response.status == 200
    assert page.content().count("ok") == 1


def test_visitor_gets_no_cookie(page):
    page.goto("/")
    assert page.context.cookies() == []


def test_admin_greets_staff_in_japanese(staff_page, assert_accessible):
    staff_page.goto("/admin/")
    assert staff_page.locator("html").get_attribute("lang") == "ja"
    assert staff_page.get_by_text("サイト管理").first.is_visible()
    assert_accessible(staff_page)

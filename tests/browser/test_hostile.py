"""Sixty hostile texts in every field of a goal: shown as typed, inert, in three themes and both diagram languages."""

from __future__ import annotations

import re

import hostile_site as site
import pytest
import sites

from mkdocs_goal_tree.core.nodes import shorten

THEMES = ("material", "mkdocs", "readthedocs")
BOTH = [(theme, engine) for theme in THEMES for engine in ("graphviz", "mermaid")]
TEXTS = dict(zip(site.GOALS, site.HOSTILE, strict=True))
BIDI = "\u202a-\u202e\u2066-\u2069"
CONTENT = ".md-content, [role=main].col-md-9, .rst-content"
# Shadow roots are opened so that the text of a diagram can be read; alert() tells that something ran.
HOOKS = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: "open" }); };
window.alert = window.confirm = window.prompt = () => { window.pwned = true; };
"""
ACTIVE = """() => {
  const everywhere = (root) => [...root.querySelectorAll("*")].flatMap(
    (element) => [element, ...(element.shadowRoot ? everywhere(element.shadowRoot) : [])]);
  const found = window.pwned ? ["something ran"] : [];
  for (const element of everywhere(document)) {
    for (const { name, value } of element.attributes) {
      const leads = /^(xlink:)?href$|^src$|^(form)?action$|^data$|^srcdoc$/i.test(name);
      if (/^on/i.test(name) || (leads && /^\\s*(javascript|vbscript|data:text)/i.test(value)))
        found.push(`${element.tagName} ${name}=${value}`);
    }
    if (element.matches("img[src='x'], iframe, object, embed, base"))
      found.push(element.outerHTML);
    // readthedocs names the page in a script, as a string; Material's settings are JSON.
    if (element.tagName === "SCRIPT" && element.text.includes("alert(") && element.type !== "application/json"
        && !element.text.includes("var mkdocs_page_name ="))
      found.push(element.outerHTML);
  }
  return found;
}"""
LINKS = """() => [...document.querySelectorAll("a[href]")].map((a) => [a.href, a.textContent])"""
TURN = re.compile("«?(Next|Previous)")  # links to the page before and after


@pytest.fixture(scope="session")
def hostile(tmp_path_factory, served):
    """`hostile(theme, engine)` is the address of that site; each is built once."""
    built = {}

    def address(theme, engine):
        if (theme, engine) not in built:
            folder = sites.write(tmp_path_factory.mktemp(f"{theme}-{engine}"), site.files(theme, engine))
            result = sites.build(folder)
            assert result.failed is None
            built[theme, engine] = served(result.site)
        return built[theme, engine]

    return address


@pytest.fixture
def visit(new_page):
    """`visit(url)` opens a page and sees that nothing on it is active."""
    page = new_page()
    page.add_init_script(HOOKS)

    def open_page(url):
        page.goto(url)
        assert page.evaluate(ACTIVE) == [], url
        return page

    return open_page


def shown(text):
    """A text as a page shows it: on one line, without controls, which nobody sees."""
    return " ".join(re.sub(rf"[\x00-\x08\x0e-\x1f\x7f-\x9f{BIDI}\ufffe\uffff]", "", text).split())


def drawn(text):
    """The same without blanks and invisible letters, which a drawing may add, drop or wrap at."""
    return re.sub(r"[\s\u200b\u2060]", "", shown(text))


def goal_of(address):
    """The id of the goal whose page has this address, if it is one."""
    match = re.search(r"(?:^|/)(goal-\d\d)/$", address)
    return match and match[1]


@pytest.mark.parametrize("theme", THEMES)
def test_a_goal_page_shows_every_text_as_typed(theme, hostile, visit):
    url = hostile(theme, "graphviz")
    read = """(content) => {
        const copy = document.querySelector(content).cloneNode(true);
        copy.querySelectorAll("svg, pre, .headerlink").forEach((element) => element.remove());
        // Findings quote the beginning of a text only, so they are counted apart.
        const findings = copy.querySelector("#to-look-at + .gt");
        findings?.remove();
        const told = { content: copy.textContent, title: document.title.replace(/ - Hostile$/, "") };
        told.findings = findings?.textContent;
        const places = { h1: "h1", metric: ".gt-card .gt-title", who: ".gt-lead b", owner: ".gt-facts b", tag: ".md-tag" };
        for (const [place, selector] of Object.entries(places))
            told[place] = document.querySelector(selector)?.textContent;
        told.description = document.querySelector("meta[name=description]")?.content;
        return told;
    }"""

    def told_on(goal):
        told = visit(f"{url}goals/{goal}/").evaluate(read, CONTENT)
        return {place: shown(text) for place, text in told.items() if text is not None}

    harmless = told_on(site.HARMLESS)
    often = harmless["content"].count(site.HARMLESS_TEXT)
    quoted = harmless["findings"].count(f"'{site.HARMLESS_TEXT}'")
    assert (often > 20, quoted > 0) == (True, True)
    assert ("description" in harmless, "tag" in harmless) == (theme == "material", theme == "material")
    wrong = []
    for goal, text in TEXTS.items():
        told, typed = told_on(goal), shown(text)
        count = told.pop("content").count(typed)
        quotes = told.pop("findings", "").count(shown(f"'{shorten(text)}'"))
        wrong += [f"{goal} {place}: {there!r} is not {typed!r}" for place, there in told.items() if there != typed]
        wrong += [f"{goal}: has no {place}" for place in harmless if place not in {*told, "content", "findings"}]
        if count < often:
            wrong.append(f"{goal}: {typed!r} is told {count} times, a harmless text {often} times")
        if quotes < quoted:
            wrong.append(f"{goal}: {typed!r} is quoted {quotes} times, a harmless text {quoted} times")
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize(("theme", "engine"), BOTH)
def test_navigation_outline_and_tables_of_other_pages_show_titles_as_typed(theme, engine, hostile, visit):
    url = hostile(theme, engine)
    wrong = []
    for place in ("goals/", "goals/outcomes/", "goals/above/", "goals/below/"):
        page = visit(url + place)
        found = [(goal_of(to), drawn(text)) for to, text in page.evaluate(LINKS)]
        told = {goal: [text for to, text in found if to == goal and not TURN.match(text)] for goal in TEXTS}
        wrong += [
            f"{place} {goal}: {there}"
            for goal, text in TEXTS.items()
            for there in told[goal]
            if there not in {drawn(text), drawn(text) * 2}  # Material writes the subtitle below the title
        ]
        if place != "goals/below/":
            wrong += [f"{place} {goal} is not there" for goal in TEXTS if not told[goal]]
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("theme", THEMES)
def test_an_output_shows_criteria_and_reviews_as_typed(theme, hostile, visit):
    page = visit(hostile(theme, "graphviz") + "goals/below/")
    content = shown(page.locator(CONTENT).first.text_content())
    assert [text for text in TEXTS.values() if content.count(shown(text)) < 8] == []


@pytest.mark.parametrize("theme", THEMES)
def test_drawn_boxes_show_titles_as_typed(theme, hostile, visit):
    page = visit(hostile(theme, "graphviz") + "goals/")
    boxes = page.evaluate("""() => [...document.querySelectorAll(".gt-tree .gt-node")].map((a) => [
        a.getAttribute("xlink:href") ?? "", a.querySelector("title").textContent,
        [...a.querySelectorAll("text")].map((text) => text.textContent)])""")
    told = {goal_of(link): (title, drawn("".join(lines))) for link, title, lines in boxes}
    wrong = [
        f"{goal}: {told.get(goal)}"
        for goal, text in TEXTS.items()
        if goal not in told or not told[goal][0].startswith(shown(text)) or not _begins(told[goal][1], drawn(text))
    ]
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("theme", THEMES)
def test_mermaid_shows_titles_as_typed(theme, hostile, visit):
    page = visit(hostile(theme, "mermaid") + "goals/")
    page.wait_for_selector(".gt-mermaid svg, .mermaid svg")
    labels = page.locator(".nodeLabel").evaluate_all("(all) => all.map((one) => one.textContent)")
    assert page.evaluate(ACTIVE) == []
    told = sorted(map(drawn, labels))
    assert [text for text in TEXTS.values() if not any(label.startswith(drawn(text)) for label in told)] == []


@pytest.mark.parametrize("theme", THEMES)
def test_pages_at_former_addresses_show_titles_as_typed(theme, hostile, visit):
    url = hostile(theme, "graphviz")
    read = """async (urls) => { const told = []; for (const url of urls) {
        const html = await (await fetch(url)).text();
        const page = new DOMParser().parseFromString(html, "text/html");
        told.push([page.title, page.querySelector("a").textContent, page.querySelectorAll("body *").length]);
    } return told; }"""
    told = visit(url).evaluate(read, [f"{url}goals/was-{goal}/" for goal in TEXTS])
    wrong = [
        f"{goal}: {there}"
        for (goal, text), there in zip(TEXTS.items(), told, strict=True)
        if [shown(there[0]), shown(there[1]), there[2]] != [shown(text), shown(text), 2]
    ]
    assert "\n".join(wrong) == ""


SEARCHES = {
    "hello": "say \"hello\" to 'them'",
    "comment": "<!-- comment --> <![CDATA[ data ]]>",
    "config": "{{ config }} {{ 7 * 7 }}",
    "heading": "* list\n# heading\n- item",
    "evil": "\u202eevil \u2066isolate\u2069 \u200ftext",
}


@pytest.mark.parametrize("theme", THEMES)
def test_search_shows_titles_as_typed(theme, hostile, visit):
    url = hostile(theme, "graphviz")
    typed = {shown(text) for text in TEXTS.values()}
    ours = {
        "Above",
        "Below",
        site.HARMLESS_TEXT,
        "Goal tree",
        "Impacts",
        "Outcomes",
        "Outputs",
        "Rules",
        "Home",
        "Tags",
    }
    for word, title in SEARCHES.items():
        page = visit(f"{url}search.html?q={word}" if theme == "readthedocs" else url)
        if theme == "mkdocs":
            page.get_by_role("link", name="Search").click()
        if theme != "readthedocs":
            page.locator("#mkdocs-search-query, [data-md-component=search-query]").click()
            # Material looks for words as they stand between blanks.
            page.keyboard.type("'them'" if (theme, word) == ("material", "hello") else word)
        found = page.locator("#mkdocs-search-results h3, .md-search-result__link h1")
        found.first.wait_for(state="attached")
        titles = {shown(one) for one in found.all_text_contents()}
        assert shown(title) in titles, word
        assert titles - typed - ours == set()
        assert page.evaluate(ACTIVE) == []


@pytest.mark.parametrize("theme", ["material"])
def test_the_page_of_tags_shows_them_as_typed(theme, hostile, visit):
    page = visit(hostile(theme, "graphviz") + "tags/")
    told = [shown(tag) for tag in page.locator(".md-tag").all_text_contents()]
    assert [text for text in TEXTS.values() if shown(text) not in told] == []


@pytest.fixture(scope="session")
def inert(tmp_path_factory, served):
    """The log and the address of a site with hostile ids, references, addresses and names of fields."""
    built = sites.build(sites.write(tmp_path_factory.mktemp("inert"), site.inert_files()))
    assert built.failed is None
    return built.log, served(built.site)


def test_hostile_ids_references_and_fields_are_findings_without_control_characters(inert):
    log, _ = inert
    raw = [line for line in log if re.search(rf"[\x00-\x09\x0b-\x1f\x7f-\x9f{BIDI}]", line)]
    assert raw == []
    # Each line of an excerpt or remedy is indented, so none can be a command to a CI that reads the log.
    assert [line for line in log if re.search(r"(?m)^::", line)] == []
    for goal, text in TEXTS.items():
        told = {match[1] for line in log if f"/{goal}.md:" in line and (match := re.search(r"\((GT\d+)\)", line))}
        # `end` and `z---o1` are good ids; such a goal then serves itself, a cycle.
        is_id = re.fullmatch("[a-z0-9][a-z0-9-]*", text) is not None
        assert told >= {"GT104", "GT105", "GT202" if is_id else "GT201", "GT302"}, (goal, text)


def test_hostile_ids_references_and_fields_are_inert_on_pages(inert, visit):
    _, url = inert
    paths = ["", "goals/", "goals/outcomes/", "goals/rules/"]
    for path in [*paths, *(f"goals/{goal}/" for goal in TEXTS)]:
        page = visit(url + path)
        leads = page.evaluate("""() => [...document.querySelectorAll(".gt a, article a")].map((a) =>
            a.getAttribute("xlink:href") ?? a.getAttribute("href")).filter((to) =>
            /^[a-z][a-z0-9+.-]*:/i.test(to.replace(/[\\s\\x00-\\x1f]/g, "")) && !/^(https?|mailto):/i.test(to))""")
        assert leads == [], path


def _begins(there, typed):
    """Whether a box tells the text, or as much of it as four lines hold."""
    begun, cut, _ = there.partition("…") if "…" not in typed else (there, "", "")
    return there.startswith(typed) or bool(cut and len(begun) > 20 and typed.startswith(begun))

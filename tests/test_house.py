"""The customs of this house that no other tool looks after. Each says what to do instead.

Who may import whom is in pyproject.toml (import-linter); what is in no file at all is not a custom.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from audit import vocabulary
from governance.roles import OF_A_CONSULTED_PARTY, PERMISSIONS, ROLES
from workflow.acts import rules_of
from workflow.triggers import governed_models

pytestmark = pytest.mark.once

ROOT = Path(settings.ROOT)
ROOMS = """
    accounts audit config documents evidence governance interface meetings notifications publication
    workflow
""".split()
LATER = ["api", "demo"]
DOMAIN = ["audit", "governance", "meetings", "workflow"]


def files(rooms: list[str], suffix: str = "*.py") -> Iterator[Path]:
    for room in rooms:
        yield from (
            path
            for path in sorted((ROOT / room).rglob(suffix))
            if not {"migrations", "node_modules", "__pycache__"}.intersection(path.parts)
        )


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_with(pattern: str, paths: Iterator[Path], allowed: set[str] = frozenset()) -> list[str]:
    """Every line in which `pattern` is found, as file:number: line."""
    expression = re.compile(pattern)
    return [
        f"{name(path)}:{number}: {line.strip()}"
        for path in paths
        if name(path) not in allowed
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if expression.search(line)
    ]


# Time


def test_the_domain_never_asks_the_clock():
    found = lines_with(
        r"\b(timezone\.now|date\.today|datetime\.(now|utcnow|today)|time\.time)\b|local(date|time)\(\)|\bNow\(\)|auto_now",
        files(DOMAIN),
        allowed={"audit/clock.py", "workflow/clock.py"},
    )
    assert found == [], (
        "Time is handed in: take the day from the actor (`actor.today`) or as `effective_on`. Only "
        "audit/clock.py reads the server's clock, for `recorded_at`, and workflow/clock.py says what day it is."
    )


# Rules


def test_guards_import_no_models():
    imported = {
        module
        for room in ("governance", "meetings")
        for path in sorted((ROOT / room / "guards").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for module in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
    }
    assert not [module for module in imported if "models" in module or module.startswith("django.db")], (
        "A guard gets its objects handed in, so that models may import guards: declare in `needs` what it reads."
    )


def test_only_the_engine_knows_what_django_fsm_keeps_to_itself():
    found = lines_with(
        r"(?<!\w)_django_fsm\b|get_available_\w+_transitions|can_proceed|has_transition_perm", files(ROOMS)
    )
    assert [line for line in found if not line.startswith("workflow/")] == [], (
        "Ask workflow.gate: `blockers(act, actor=...)` or `acts_of(thing, actor)`. `_django_fsm` is private and its "
        "permission checks are not ours."
    )


def test_nobody_writes_a_ledger_line_but_the_gate():
    found = lines_with(
        r"ledger\.write\(|AuditEvent\(|AuditEvent\.objects\.(create|bulk)|insert_rows\(AuditEvent", files(ROOMS)
    )
    assert [line.partition(":")[0] for line in found if "class AuditEvent" not in line] == [
        "audit/ledger.py", "audit/ledger.py", "workflow/gate.py"
    ], "Declare the act with @governed and go through workflow.gate.perform: it writes the line."  # fmt: skip


def test_only_the_engine_opens_the_gate():
    found = lines_with(r"open_gate|assent_gate\s*=|_in_the_gate\s*=|assent\.gate|\bopened\(", files([*ROOMS]))
    elsewhere = [line for line in found if not line.startswith(("workflow/", "audit/switch.py"))]
    assert [line.partition(":")[0] for line in elsewhere] == ["audit/erasing.py"], "Go through workflow.gate.perform."


def test_no_governed_model_is_without_acts_and_each_comes_into_being_by_one():
    for model in governed_models():
        rules = list(rules_of(model))
        assert [rule for rule in rules if rule.creates], f"{model.__name__}: give it a @governed(creates=True)."


UNGOVERNED_ON_PURPOSE = {
    "Remark": "a private note, which nobody but its author may ever learn of: no line, no version, no count",
    "Reading": "a mark of one's own progress, which no rule rests on",
    "SavedFilter": "what somebody looks for in the ledger under a name of their own: it grants and proves nothing",
}
"""model: why its rows change without an act"""


def test_every_model_of_a_plan_is_governed():
    from django.apps import apps

    models = {model.__name__ for model in apps.get_app_config("governance").get_models()}
    governed = {model.__name__ for model in governed_models() if model._meta.app_label == "governance"}
    assert models - governed == set(UNGOVERNED_ON_PURPOSE), (
        "A row the law cares about inherits from workflow.models.Governed. If it is none, say why in the table."
    )


# Vocabularies


def recorded() -> set[str]:
    return {rule.records for model in governed_models() for rule in rules_of(model)}


def test_every_action_of_the_ledger_is_recorded_by_an_act_and_every_act_records_one():
    assert set(vocabulary.actions()) == recorded(), (
        "Each act's `records` stands with its sentence in the room's vocabulary.py, and nothing else stands there."
    )


def test_every_sentence_of_the_ledger_names_who_and_what():
    for action, sentence in vocabulary.actions().items():
        assert set(re.findall(r"\{(\w+)\}", sentence)) == {"actor", "subject"}, action


ABOUT_NO_ROW = {"person.erased"}
"""A person is no governed row (docs/adr/0012); that one was erased is about them all the same"""


def test_an_action_begins_with_what_it_is_about():
    odd = [
        f"{model.__name__}.{rule.name}: {rule.records}"
        for model in governed_models()
        for rule in rules_of(model)
        if rule.records not in ABOUT_NO_ROW
        and rule.records.partition(".")[0] != re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    ]
    assert odd == [], "Ledger actions are subject.participle."


def test_every_right_an_act_asks_for_is_in_the_table_and_every_right_in_it_is_asked_for():
    asked = {rule.permission for model in governed_models() for rule in rules_of(model) if not rule.follows}
    of_pages = set(re.findall(r"governance\.(\w+)", " ".join(path.read_text() for path in files(ROOMS))))

    assert {right.partition(".")[0] for right in asked} == {"governance"}
    assert {right.partition(".")[2] for right in asked} <= set(PERMISSIONS), (
        "Add it to PERMISSIONS in governance/roles.py."
    )
    held = set().union(*ROLES.values(), OF_A_CONSULTED_PARTY)
    assert held == set(PERMISSIONS), "A right nobody holds is no right, and a role holds only rights that are there."
    unused = held - {right.partition(".")[2] for right in asked} - of_pages
    # Nothing asks for it yet: the pages of the ledger are still to come.
    assert unused - {"read_ledger"} == set(), "No act and no page asks for it: take it out of the table."


def test_a_right_is_called_verb_and_subject():
    assert [right for right in PERMISSIONS if not re.fullmatch(r"[a-z]+(_[a-z]+)+", right)] == []


def test_guards_are_statements():
    """As the diagrams print them: a guard says what must hold, a demand what must be handed in."""
    verbless = [
        guard.__name__
        for model in governed_models()
        for rule in rules_of(model)
        for guard in rule.guards
        if re.match(r"(check|validate|is|has|can|ensure|get|test)_", guard.__name__)
    ]
    assert verbless == [], "Name a guard after the statement that must hold: every_target_is_resolved."


# Pages


ESCAPED_ON_PURPOSE: dict[str, str] = {
    "interface/gds.py": "what the design system's own macros have drawn, after they escaped what they were handed",
    "interface/forms.py": "one fixed word that the form renderer adds to a label",
}
"""file: why markup is let through there"""


def test_nothing_people_wrote_is_taken_for_markup():
    templates = [*files(["templates", *ROOMS], "*.html"), *files(["templates", *ROOMS], "*.jinja")]
    found = lines_with(r"\|\s*safe\b|autoescape\s+off", iter(templates), set(ESCAPED_ON_PURPOSE))
    found += lines_with(
        r"\bmark_safe\(|\bSafe(String|Text)\([^)]|autoescape\s*=\s*False", files(ROOMS), set(ESCAPED_ON_PURPOSE)
    )
    assert found == [], (
        "Let the template escape it, or use format_html. If it must be, list the file in ESCAPED_ON_PURPOSE with why."
    )


# The look of the code


def test_no_file_is_longer_than_600_lines():
    paths = [
        *files([*ROOMS, *(room for room in LATER if (ROOT / room).exists()), "tests"]),
        *files(["templates"], "*.html"),
    ]
    long = {name(path): length for path in paths if (length := len(path.read_text().splitlines())) > 600}
    assert long == {}, "One subject to a file: cut it where the subject changes."


def test_every_module_says_what_it_is_for():
    silent = [
        name(path)
        for path in files(ROOMS)
        if path.read_text().strip()
        and path.name not in ("apps.py", "__init__.py", "urls.py", "wsgi.py")
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == [], "Begin a module with a sentence that says what it is for."


def public_functions(path: Path) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def says_enough(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """A function of one statement is its own docstring."""
    if ast.get_docstring(node) or isinstance(node, ast.ClassDef):
        return True
    return len(node.body) == 1


def test_every_public_function_of_the_domain_says_what_it_promises():
    silent = [
        f"{name(path)}:{node.lineno}: {node.name}"
        for path in files(DOMAIN)
        if path.name not in ("demands.py", "apps.py") and not {"views", "guards"}.intersection(path.parts)
        for node in public_functions(path)
        if not says_enough(node)
    ]
    assert silent == [], "Write one line that says what the caller can rely on. (A guard's name is its statement.)"


def test_no_test_is_left_out_for_now():
    found = lines_with(r"\bpytest\.mark\.(skip|xfail)\b|@unittest\.skip", files(["tests"]), {"tests/test_house.py"})
    assert found == [], "Finish a test or delete it; what this machine cannot run says so through tests/conftest.py."

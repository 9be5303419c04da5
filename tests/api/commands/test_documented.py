"""Every command and option is documented, and nothing is documented that does not exist."""

import re
from pathlib import Path

import pytest
import typer.main

from api.main import app

GUIDE = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text("utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # it is a group
SECTIONS = {
    part.split(None, 1)[0]: part for part in re.split(r"^## luocdo ", GUIDE, flags=re.MULTILINE)[1:]
}


def options_of(name: str) -> set[str]:
    flags: set[str] = set()
    for parameter in COMMANDS[name].params:
        flags.update(flag for flag in (*parameter.opts, *parameter.secondary_opts))
    return {flag for flag in flags if flag.startswith("--") and flag != "--help"}


def test_every_command_has_a_section_and_every_section_a_command() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_exists(name: str) -> None:
    documented = set(re.findall(r"`(--[a-z-]+)", SECTIONS[name].split("| option |")[-1]))
    assert documented == options_of(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    for parameter in command.params:
        assert parameter.help or parameter.name == "help", f"{name}: {parameter.name}"

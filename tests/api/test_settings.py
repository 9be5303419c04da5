from pathlib import Path

import pytest

from api.settings import FIELDS, Settings, load_settings
from corpus.errors import ConfigError

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str) -> Path:
    path = Path("luocdo.toml")
    path.write_text(text, "utf-8")
    return path


def test_defaults_hold_when_nothing_is_said() -> None:
    assert load_settings(environment={}) == Settings()


def test_flag_beats_environment_beats_file_beats_default() -> None:
    write("workers = 2\nport = 1\nsearch_limit = 3\n")
    settings = load_settings(
        {"workers": 8}, environment={"LUOCDO_WORKERS": "4", "LUOCDO_PORT": "9"}
    )
    assert (settings.workers, settings.port, settings.search_limit) == (8, 9, 3)
    assert settings.host == Settings().host


def test_a_null_flag_and_an_empty_variable_say_nothing() -> None:
    assert load_settings({"port": None}, environment={"LUOCDO_PORT": ""}) == Settings()


def test_a_data_folder_in_the_file_counts_from_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "conf"
    folder.mkdir()
    (folder / "x.toml").write_text('data = "lib"')
    settings = load_settings(environment={"LUOCDO_CONFIG": str(folder / "x.toml")})
    assert settings.data == folder / "lib"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("prot = 1", "did you mean 'port'", id="a misspelt name"),
        pytest.param("[server]\nport = 1", "server", id="a table that is not there"),
        pytest.param('port = "x"', "whole number", id="text for a number"),
        pytest.param("port = 1.5", "whole number", id="a fraction for a whole number"),
        pytest.param("port = true", "whole number", id="true for a number"),
        pytest.param("port = 70000", "65535", id="no such port"),
        pytest.param("search_limit = 100000000", "at most 1000", id="more than can be found"),
        pytest.param("workers = 100000", "at most 256", id="more processes than anybody has"),
        pytest.param("workers = -1", "at least 0", id="below the least value"),
        pytest.param("file_seconds = nan", "at least", id="not a number at all"),
        pytest.param("host = 5", "text", id="a number for text"),
        pytest.param("port = = 1", "TOML", id="no TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_field(text: str, words: str) -> None:
    write(text)
    with pytest.raises(ConfigError, match=words) as caught:
        load_settings(environment={})
    assert "luocdo.toml" in str(caught.value)


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(ConfigError, match="LUOCDO_PORT"):
        load_settings(environment={"LUOCDO_PORT": "x"})


def test_a_file_that_is_named_must_exist() -> None:
    with pytest.raises(ConfigError, match=r"none\.toml"):
        load_settings(config=Path("none.toml"), environment={})


def test_a_flag_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ConfigError, match="workers"):
        load_settings({"worker": 3}, environment={})


@pytest.mark.parametrize("name", FIELDS)
def test_every_setting_is_documented(name: str) -> None:
    guide = (REPOSITORY / "docs" / "configuration.md").read_text("utf-8")
    row = next((line for line in guide.splitlines() if line.startswith(f"| `{name}` ")), None)
    assert row, f"docs/configuration.md has no row for {name}"
    assert f"`LUOCDO_{name.upper()}`" in row
    assert f"`{getattr(Settings(), name)}`" in row
    assert FIELDS[name] in row


def test_a_setting_of_few_words_takes_no_other() -> None:
    assert load_settings({"decisions": "all"}, environment={}).decisions == "all"
    with pytest.raises(ConfigError, match="LUOCDO_DECISIONS: must be one of local, all, none"):
        load_settings(environment={"LUOCDO_DECISIONS": "yes"})

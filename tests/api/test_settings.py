from pathlib import Path

import pytest

from api.settings import DEFAULT_PORT, from_environment
from graph.errors import InvalidValue


def test_everything_has_a_default(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    settings = from_environment(environ={})
    assert settings.embedded
    assert settings.home.name == "skillgraph"
    assert settings.port == DEFAULT_PORT
    assert settings.models == settings.home / "models"


def test_the_environment_is_read():
    settings = from_environment(
        environ={
            "SKILLGRAPH_HOME": "/data/sg",
            "NEO4J_URI": "neo4j://db:7687",
            "NEO4J_PASSWORD": "pa ss",
            "NEO4J_DATABASE": "skills",
            "OPENAI_API_KEY": "sk-1",
            "OPENAI_BASE_URL": "http://localhost:1/v1",
            "SKILLGRAPH_HOST": "0.0.0.0",
            "SKILLGRAPH_PORT": "81",
        }
    )
    assert settings.home == Path("/data/sg")
    assert (settings.neo4j_uri, settings.neo4j_username) == ("neo4j://db:7687", "neo4j")
    assert (settings.neo4j_password, settings.neo4j_database) == ("pa ss", "skills")
    assert (settings.openai_api_key, settings.openai_base_url) == ("sk-1", "http://localhost:1/v1")
    assert (settings.host, settings.port) == ("0.0.0.0", 81)
    assert not settings.embedded


def test_secrets_are_not_shown():
    settings = from_environment(environ={"NEO4J_PASSWORD": "hunter2", "OPENAI_API_KEY": "sk-123"})
    assert "hunter2" not in repr(settings)
    assert "sk-123" not in repr(settings)


def test_empty_is_unset():
    settings = from_environment(environ={"NEO4J_URI": " ", "SKILLGRAPH_PORT": ""})
    assert settings.embedded
    assert settings.port == DEFAULT_PORT


def test_the_command_line_wins(tmp_path):
    assert from_environment(tmp_path, {"SKILLGRAPH_HOME": "/elsewhere"}).home == tmp_path


@pytest.mark.parametrize("port", ["x", "-1", "65536", "8000.0", "٨٠"])
def test_a_wrong_port_is_said(port):
    with pytest.raises(InvalidValue, match="SKILLGRAPH_PORT"):
        from_environment(environ={"SKILLGRAPH_PORT": port})


def test_a_file_is_no_home(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(InvalidValue, match="is a file"):
        from_environment(file, {})

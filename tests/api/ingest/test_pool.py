from collections.abc import Iterator

import pytest

from api.ingest.pool import Outcome, WorkerPool


def run(tasks: list[str], size: int = 2, seconds: float = 30) -> dict[str, Outcome]:
    with WorkerPool("tests.api.ingest.odd_worker", "setup", size=size, seconds=seconds) as pool:
        for task in tasks:
            pool.submit(task)
        return {outcome.task: outcome for outcome in _all(pool)}


def _all(pool: WorkerPool) -> Iterator[Outcome]:
    while pool.waiting:
        yield pool.next()


def test_every_task_is_answered_and_workers_are_used_again() -> None:
    tasks = [f"task {number}" for number in range(20)]
    outcomes = run(tasks)
    assert set(outcomes) == set(tasks)
    assert {outcome.value[:2] for outcome in outcomes.values()} == {("setup", t) for t in tasks}
    assert len({outcome.value[2] for outcome in outcomes.values()}) <= 2


def test_no_more_workers_than_tasks() -> None:
    with WorkerPool("tests.api.ingest.odd_worker", "setup", size=64, seconds=30) as pool:
        pool.submit("one")
        assert len(pool._threads) == 1
        pool.next()


@pytest.mark.parametrize(
    ("task", "trouble", "detail"),
    [
        pytest.param("hang", "timeout", "3 seconds", id="over the time limit"),
        pytest.param("die", "died", "exit code 7", id="the process ends"),
        pytest.param("garble", "died", "nonsense", id="an answer that is none"),
    ],
)
def test_trouble_stays_with_its_task(task: str, trouble: str, detail: str) -> None:
    outcomes = run(["a", task, "b", "c"], size=1, seconds=3 if task == "hang" else 60)
    assert outcomes[task].trouble == trouble
    assert detail in outcomes[task].detail
    assert [outcomes[name].value[1] for name in "abc"] == ["a", "b", "c"]


def test_closing_does_not_wait_for_a_busy_worker() -> None:
    with WorkerPool("tests.api.ingest.odd_worker", "setup", size=1, seconds=60) as pool:
        pool.submit("hang")
    assert not pool._workers


def test_waiting_for_nothing_is_an_error() -> None:
    with (
        WorkerPool("tests.api.ingest.odd_worker", None, size=1, seconds=1) as pool,
        pytest.raises(RuntimeError),
    ):
        pool.next()

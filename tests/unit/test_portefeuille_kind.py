"""The exact solver runs apart: it is stopped when its time is over, and the certified answer is always there."""

from __future__ import annotations

import os
from time import perf_counter

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.valuation.portfolio import child as child_module
from buurtwijzer.valuation.portfolio import highs
from buurtwijzer.valuation.portfolio.certified import certify
from buurtwijzer.valuation.portfolio.child import Child
from buurtwijzer.valuation.portfolio.milp import core_problem, pack, pack_answer, unpack, unpack_answer
from buurtwijzer.valuation.portfolio.optimise import optimise
from buurtwijzer.valuation.portfolio.problem import Budgetgrens, Vloer, is_feasible, make_problem
from buurtwijzer.valuation.portfolio.rest import make_rest
from tests.unit.portefeuilles import city, small_problem

_READY = "import sys, time; sys.stdout.buffer.write((5).to_bytes(8, 'big') + b'ready'); sys.stdout.flush()\n"
BROKEN = {
    "slaapt": _READY + "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(600)\n",
    "laadt nooit": "import time; time.sleep(600)\n",
    "rekent door": _READY + "while True: pass\n",
    "valt meteen om": "raise SystemExit(3)\n",
    "valt om na het laden": _READY + "raise SystemExit(3)\n",
    "zegt onzin": _READY + "sys.stdout.buffer.write((9).to_bytes(8, 'big') + b'geen-npz!')\n",
    "zegt te weinig": _READY + "sys.stdout.buffer.write((900).to_bytes(8, 'big') + b'PK')\n",
}


def _milp(problem):
    rest = make_rest(problem)
    items = np.flatnonzero(rest.open)
    return core_problem(rest, items, items[:0])


def test_a_child_answers_more_than_one_problem():
    first, second = _milp(small_problem(0)), _milp(small_problem(3))
    with Child(60) as child:
        answers = [child.solve(milp, gap=0.0) for milp in (first, second)]
    for milp, answer in zip((first, second), answers, strict=True):
        here = highs.solve(milp, gap=0.0, seconds=20)
        assert answer is not None
        assert answer.done
        assert answer.bound == pytest.approx(here.bound)
        assert milp.value[answer.chosen].sum() == pytest.approx(milp.value[here.chosen].sum())


@pytest.mark.parametrize("kind", BROKEN)
def test_whatever_the_solver_does_the_certified_answer_comes_back(kind, tmp_path, monkeypatch):
    (tmp_path / "kapotte_oplosser.py").write_text(BROKEN[kind], encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setattr(child_module, "_MODULE", "kapotte_oplosser")
    problem, seconds = city(30, parties=3, seed=1), 0.5
    certified = optimise(problem, seconds=0, gap=0.0)
    began = perf_counter()
    found = optimise(problem, seconds=seconds, gap=0.0)
    took = perf_counter() - began
    assert np.array_equal(found.keuze, certified.keuze)
    assert (found.waarde, found.grens) == (certified.waarde, certified.grens)
    assert not found.uitgerekend
    began = perf_counter()
    certify(make_rest(problem), gap=0.0)
    assert took - (perf_counter() - began) <= seconds * 1.1 + 1


def test_a_stopped_solver_is_gone(tmp_path, monkeypatch):
    (tmp_path / "kapotte_oplosser.py").write_text(BROKEN["rekent door"], encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(child_module, "_MODULE", "kapotte_oplosser")
    child = Child(0.5)
    process = child._process
    assert child.solve(_milp(small_problem(0)), gap=0.0) is None
    assert process.poll() is not None
    assert child.solve(_milp(small_problem(0)), gap=0.0) is None
    child.close()


def test_without_processes_the_certified_answer_stands(monkeypatch):
    def none(*_args, **_settings):
        raise OSError

    monkeypatch.setattr(child_module.subprocess, "Popen", none)
    problem = city(20, parties=2)
    found = optimise(problem, seconds=5, gap=0.0)
    assert is_feasible(problem, found.keuze)
    assert not found.uitgerekend


def test_the_solver_makes_it_better_or_leaves_it():
    problem = city(12, m=12, parties=3, seed=2)
    certified, found = optimise(problem, seconds=0, gap=0.0), optimise(problem, seconds=30, gap=0.0)
    assert found.waarde >= certified.waarde
    assert found.grens <= certified.grens
    assert is_feasible(problem, found.keuze)
    assert found.gat_frac < certified.gat_frac
    assert found.uitgerekend


def test_no_choice_in_time_is_told_as_such(tmp_path, monkeypatch):
    # the floor needs exactly 10, and no order of taking finds it
    (tmp_path / "kapotte_oplosser.py").write_text(BROKEN["valt meteen om"], encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(child_module, "_MODULE", "kapotte_oplosser")
    weight = np.asarray([[7.0, 5.0, 5.0]])
    problem = make_problem(
        ["A"],
        ["x", "y", "z"],
        [[9.0, 1.0, 1.0]],
        budgetten=[Budgetgrens("g", weight, 10.0)],
        vloeren=[Vloer("w", np.asarray([0]), weight, 10.0)],
    )
    with pytest.raises(InputError) as error:
        optimise(problem, seconds=1)
    assert [issue.code for issue in error.value.issues] == ["W202"]
    monkeypatch.undo()
    assert optimise(problem, seconds=30).keuze.tolist() == [[False, True, True]]


def test_what_travels_comes_back_the_same():
    milp = _milp(small_problem(0))
    again, settings = unpack(pack(milp, gap=0.25, seconds=3.0))
    assert settings == {"gap": 0.25, "seconds": 3.0}
    assert all(np.array_equal(getattr(milp, name), getattr(again, name)) for name in milp.__slots__)
    answer = highs.solve(milp, gap=0.0, seconds=20)
    back = unpack_answer(pack_answer(answer))
    assert np.array_equal(back.chosen, answer.chosen)
    assert (back.bound, back.done, back.clash, back.least) == (answer.bound, True, (), True)

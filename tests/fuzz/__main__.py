"""Fuzzing for as long as asked: ``python -m tests.fuzz [seconds] [seed]``. Never in CI: there a short one runs.

Every try runs in a process of its own with a limit of memory, so that also an abort of a native reader is found. What
broke is kept in the folder that is named at the end, with its traceback.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from tests.fuzz.corpus import corpus
from tests.fuzz.doel import probeer
from tests.fuzz.schade import beschadig
from tests.geladen import meegeleverd

_GEHEUGEN = 3 * 1024**3
_NU = "bezig"


def main(arguments: list[str]) -> int:
    """Run workers until the time is over; each that dies is a find."""
    if arguments[:1] == ["--werker"]:
        return _werker(Path(arguments[1]), float(arguments[2]), int(arguments[3]))
    seconden = float(arguments[0]) if arguments else 60.0
    zaad = int(arguments[1]) if len(arguments) > 1 else 1
    folder = Path(mkdtemp(prefix="fuzz_"))
    einde = time.monotonic() + seconden
    while (rest := einde - time.monotonic()) > 0:
        opdracht = [sys.executable, "-m", "tests.fuzz", "--werker", str(folder), str(rest), str(zaad)]
        gedaan = subprocess.run(opdracht, check=False)
        if gedaan.returncode:
            _bewaar(folder, zaad, f"het proces eindigde met {gedaan.returncode}")
        zaad += 1
    vondsten = sorted(folder.glob("vondst_*.txt"))
    for vondst in vondsten:
        sys.stdout.write(f"{vondst}: {vondst.read_text(encoding='utf-8').strip().splitlines()[-1][:200]}\n")
    sys.stdout.write(f"{len(vondsten)} vondsten in {folder}\n")
    return 1 if vondsten else 0


def _werker(folder: Path, seconden: float, zaad: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (_GEHEUGEN, _GEHEUGEN))
    regels, kans = meegeleverd(), Random(zaad)
    gaaf = corpus(folder / "gaaf")
    geteld: Counter[str] = Counter()
    gezien: set[str] = set()
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        naam = kans.choice(list(gaaf))
        data = beschadig(gaaf[naam], kans, kans.choice(list(gaaf.values())))
        path = folder / naam
        path.write_bytes(data)
        (folder / _NU).write_text(naam, encoding="utf-8")
        try:
            geteld[probeer(path, regels)] += 1
        except BaseException as error:  # anything that is no answer in words is what is sought
            if isinstance(error, KeyboardInterrupt):
                raise
            spoor = traceback.format_exc()
            geteld["vondst"] += 1
            plek = f"{type(error).__name__} {spoor.strip().splitlines()[-3:-1]}"
            if plek not in gezien:
                gezien.add(plek)
                _bewaar(folder, zaad, spoor)
    (folder / _NU).unlink(missing_ok=True)
    sys.stdout.write(f"zaad {zaad}: {dict(geteld)}\n")
    sys.stdout.flush()
    return 0


def _bewaar(folder: Path, zaad: int, reden: str) -> None:
    naam = (folder / _NU).read_text(encoding="utf-8") if (folder / _NU).exists() else ""
    nummer = len(list(folder.glob("vondst_*.txt")))
    (folder / f"vondst_{nummer}.txt").write_text(f"zaad {zaad}, {naam}\n{reden}\n", encoding="utf-8")
    if naam and (folder / naam).exists():
        (folder / f"vondst_{nummer}_{naam}").write_bytes((folder / naam).read_bytes())


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(main(sys.argv[1:]))

"""The numbers of ``parameters/vooruitblik`` in one frozen object."""

from __future__ import annotations

from dataclasses import dataclass

from buurtwijzer.rulebook.model import Rulebook

GROEP = "vooruitblik"
_PCT = 100.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What an expert could argue about; see ``rules/parameters/vooruitblik.yaml`` for what each does.

    Attributes:
        vooruit_n: Years looked ahead when nothing else is asked.
        vooruit_hoogstens_n: Most years that may be asked.
        jaren_minimaal_n: Years an area needs before anything is expected of it.
        gebieden_minimaal_n: Areas needed to tell noise from change.
        demping_frac: What remains of a trend with every year further ahead.
        vergeten: How many times as fast old years may fade; which one follows from years that are known.
        combinatie_frac: Part of the plain weighted mean in what is expected.
        uitschieter_sd: A jump of more standard deviations counts for this many.
        krimp_grens_sd: The pull to the gemeente moves a figure at most this many standard deviations.
        laag_frac: Part of the outcomes that is to fall below the interval.
        hoog_frac: Part that is to fall below its upper end.
        klassen: Residents at which a next size class begins.
        klasse_minimaal_n: Forecasts a size class needs for an interval of its own.
        ijkmarge_se: Standard errors of the calibration by which an interval is made wider.
        signaal_jaren_n: The last years that are put against those before.
        signaal_frac: Part of the number of signals that the same rule may give with other years last.
        marge_frac: How far the part that fell inside may differ from what was promised before it is told.
        reeksbreuk_frac: When so many areas move the same way in one step ...
        reeksbreuk_factor: ... and so many times as far as in other steps, it is a break of the series.
        inwoners_n: Residents below which nothing is shown.
        huishoudens_n: Households below which nothing is shown.
    """

    vooruit_n: int
    vooruit_hoogstens_n: int
    jaren_minimaal_n: int
    gebieden_minimaal_n: int
    demping_frac: float
    vergeten: tuple[float, ...]
    combinatie_frac: float
    uitschieter_sd: float
    krimp_grens_sd: float
    laag_frac: float
    hoog_frac: float
    klassen: tuple[float, ...]
    klasse_minimaal_n: int
    ijkmarge_se: float
    signaal_jaren_n: int
    signaal_frac: float
    marge_frac: float
    reeksbreuk_frac: float
    reeksbreuk_factor: float
    inwoners_n: float
    huishoudens_n: float

    @classmethod
    def of(cls, rulebook: Rulebook) -> Settings:
        """Read the numbers.

        Args:
            rulebook: The rules.
        """

        def own(naam: str) -> float:
            return rulebook.getal(GROEP, naam)

        return cls(
            vooruit_n=round(own("vooruit_n")),
            vooruit_hoogstens_n=round(own("vooruit_hoogstens_n")),
            jaren_minimaal_n=round(own("jaren_minimaal_n")),
            gebieden_minimaal_n=round(own("gebieden_minimaal_n")),
            demping_frac=own("demping_frac"),
            vergeten=tuple(own(f"vergeten_{number}") for number in range(1, 5)),
            combinatie_frac=own("combinatie_frac"),
            uitschieter_sd=own("uitschieter_sd"),
            krimp_grens_sd=own("krimp_grens_sd"),
            laag_frac=own("laag_pct") / _PCT,
            hoog_frac=own("hoog_pct") / _PCT,
            klassen=tuple(own(f"klasse_{number}_n") for number in range(1, 5)),
            klasse_minimaal_n=round(own("klasse_minimaal_n")),
            ijkmarge_se=own("ijkmarge_se"),
            signaal_jaren_n=round(own("signaal_jaren_n")),
            signaal_frac=own("signaal_frac"),
            marge_frac=own("marge_frac"),
            reeksbreuk_frac=own("reeksbreuk_frac"),
            reeksbreuk_factor=own("reeksbreuk_factor"),
            inwoners_n=rulebook.getal("kleine_gebieden", "inwoners_n"),
            huishoudens_n=rulebook.getal("kleine_gebieden", "huishoudens_n"),
        )

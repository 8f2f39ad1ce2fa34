"""The nulmeting: what is known and agreed before an intervention starts, frozen so that nobody can shift it later."""

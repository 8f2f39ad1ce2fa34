"""The commands of the buttons, a module each, written once against xlwings' object model.

Every module has ``run(app, tell) -> str``: do it, show progress with ``tell(step, part done)``, give the message for
the end. `perform` runs one by name with everything around it.
"""

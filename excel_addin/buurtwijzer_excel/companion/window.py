"""The small window: buttons as on the tab, where the user is, progress, the last message. Only this knows tkinter."""

from __future__ import annotations

import tkinter as tk
from itertools import groupby
from queue import Empty, SimpleQueue
from tkinter import ttk

from buurtwijzer_excel.companion.session import Session, View
from buurtwijzer_excel.companion.worker import Worker
from buurtwijzer_excel.ribbon.buttons import Button, buttons

TITLE = "Buurtwijzer"
_RENDER_MS, _LOOK_MS = 100, 1000
_PAD = 8
_WRAP = 460
_FAULT, _INK, _PAPER = "#8A1C1C", "#1F2933", "#FFFFFF"
_NO_PROGRAM = "Geen verbinding met {programma}"
_HELP_LINES, _MESSAGE_LINES = 3, 6
_AGAIN = "Kijkt opnieuw welk programma en welke werkmap open zijn. Uw werkmap verandert niet."
_HINT = "Ga met de muis of met Tab naar een knop voor uitleg. Alt met de onderstreepte letter kiest een knop."


class Window:
    """The window. Everything it does with the program goes through the worker.

    Args:
        session: What it shows and asks; it must put every view in `views`.
        views: The views to show.
        worker: The thread that talks to the program.
    """

    def __init__(self, session: Session, views: SimpleQueue[View], worker: Worker) -> None:
        self._session, self._views, self._worker = session, views, worker
        self._closing = self.closed = False
        self.root = tk.Tk(className=TITLE)
        self.root.title(TITLE)
        self.root.minsize(_WRAP + 40, 0)
        self.root.protocol("WM_DELETE_WINDOW", self.close)
        self.texts = {name: tk.StringVar(self.root) for name in ("programma", "werkmap", "blad", "selectie", "stap")}
        self.buttons: dict[str, ttk.Button] = {}
        self._images: list[tk.PhotoImage] = []
        self._build()
        self.show(session.view)

    def run(self) -> None:
        """Show the window until it is closed."""
        self._worker.ask(self._session.connect)
        self._render()
        self._look()
        self.root.mainloop()

    def press(self, naam: str) -> None:
        """Run a command, unless one runs."""
        if self.buttons[naam].instate(["!disabled"]):
            self._enable(False)
            self._worker.ask(lambda: self._session.run(naam))

    def close(self) -> None:
        """Close; while a command runs only the second time, because it may be writing."""
        if self._worker.is_idle or self._closing:
            self._worker.stop(wait_s=1.0 if self._worker.is_idle else 0.0)
            self.closed = True
            self.root.destroy()
            return
        self._closing = True
        self.texts["stap"].set("Het venster sluit zodra Buurtwijzer klaar is.")

    def show(self, view: View) -> None:
        """Show what there is to see."""
        self.texts["programma"].set(view.programma if view.verbonden else _NO_PROGRAM.format(programma=view.programma))
        for name, value in (("werkmap", view.werkmap), ("blad", view.blad), ("selectie", view.selectie)):
            self.texts[name].set(value or "-")
        if not self._closing:
            self.texts["stap"].set(f"{view.bezig}: {view.stap}" if view.bezig else "")
        self.progress["value"] = round(100 * view.deel)
        self._enable(not view.bezig)
        self.again.state(["disabled" if view.bezig else "!disabled"])
        if self.message.get("1.0", "end-1c") != view.bericht:
            self.message["state"] = "normal"
            self.message.replace("1.0", "end", view.bericht)
            self.message["state"] = "disabled"
        self.message["foreground"] = _FAULT if view.is_fout else _INK

    def _build(self) -> None:
        style = ttk.Style(self.root)
        if self.root.tk.call("tk", "windowingsystem") == "x11":
            style.theme_use("clam")
        style.configure("Opdracht.TButton", anchor="w")
        frame = ttk.Frame(self.root, padding=_PAD)
        frame.pack(fill="both", expand=True)
        self._add_place(frame)
        for name, group in groupby(buttons(), key=lambda button: button.groep):
            box = ttk.LabelFrame(frame, text=name, padding=_PAD // 2)
            box.pack(fill="x", pady=(0, _PAD // 2))
            box.columnconfigure((0, 1), weight=1, uniform="knop")
            for number, button in enumerate(group):
                self._add_button(box, button).grid(row=number // 2, column=number % 2, sticky="ew", padx=1, pady=1)
        # as high as the longest screentip, so that nothing jumps while the mouse moves
        self.help = tk.Label(frame, text=_HINT, wraplength=_WRAP, height=_HELP_LINES, anchor="nw", justify="left")
        self.help.configure(foreground=_INK, background=_PAPER)
        self.help.pack(fill="x", pady=_PAD // 2)
        self.progress = ttk.Progressbar(frame, maximum=100)
        self.progress.pack(fill="x")
        ttk.Label(frame, textvariable=self.texts["stap"]).pack(fill="x")
        self._add_message(frame)

    def _add_place(self, frame: ttk.Frame) -> None:
        box = ttk.Frame(frame)
        box.pack(fill="x", pady=(0, _PAD // 2))
        box.columnconfigure(1, weight=1)
        for row, name in enumerate(("programma", "werkmap", "blad", "selectie")):
            ttk.Label(box, text=name.capitalize()).grid(row=row, column=0, sticky="w", padx=(0, _PAD))
            ttk.Label(box, textvariable=self.texts[name]).grid(row=row, column=1, sticky="w")
        self.again = ttk.Button(box, text="Zoek opnieuw", underline=0, command=self._connect)
        self.again.grid(row=0, column=2, rowspan=2, sticky="ne")
        self._explain(self.again, _AGAIN)
        self.root.bind("<Alt-z>", lambda _event: self._connect())

    def _add_message(self, frame: ttk.Frame) -> None:
        box = ttk.LabelFrame(frame, text="Laatste bericht", padding=_PAD // 2)
        box.pack(fill="both", expand=True)
        self.message = tk.Text(
            box,
            height=_MESSAGE_LINES,
            width=52,
            wrap="word",
            state="disabled",
            relief="flat",
            takefocus=True,
            font="TkDefaultFont",
        )
        self.message.configure(background=_PAPER, foreground=_INK)
        bar = ttk.Scrollbar(box, command=self.message.yview)
        self.message["yscrollcommand"] = bar.set
        bar.pack(side="right", fill="y")
        self.message.pack(side="left", fill="both", expand=True)
        # a text that cannot be changed gets no focus by itself, but its words must be selectable and readable aloud
        self.message.bind("<Button-1>", lambda _event: self.message.focus_set())

    def _add_button(self, box: ttk.LabelFrame, button: Button) -> ttk.Button:
        image = tk.PhotoImage(master=self.root, file=str(button.pictogram))
        self._images.append(image)
        made = ttk.Button(
            box,
            text=f" {button.naam}",
            image=image,
            compound="left",
            underline=1 + button.naam.lower().index(button.toets.lower()),
            style="Opdracht.TButton",
            command=lambda: self.press(button.opdracht),
        )
        self._explain(made, button.uitleg)
        made.bind("<Return>", lambda _event: self.press(button.opdracht))
        self.root.bind(f"<Alt-{button.toets.lower()}>", lambda _event: self.press(button.opdracht))
        self.buttons[button.opdracht] = made
        return made

    def _explain(self, button: ttk.Button, text: str) -> None:
        for event in ("<Enter>", "<FocusIn>"):
            button.bind(event, lambda _event: self.help.configure(text=text))

    def _connect(self) -> None:
        if self._worker.is_idle:
            self._worker.ask(self._session.connect)

    def _enable(self, enabled: bool) -> None:
        for button in self.buttons.values():
            button.state(["!disabled" if enabled else "disabled"])

    def _render(self) -> None:
        try:
            while True:
                self.show(self._views.get_nowait())
        except Empty:
            pass
        if self._closing and self._worker.is_idle:
            self.close()
            return
        self.root.after(_RENDER_MS, self._render)

    def _look(self) -> None:
        if self._worker.is_idle:
            self._worker.ask(self._session.look)
        self.root.after(_LOOK_MS, self._look)

"""What must never lie readable: invented names, phones, codes, addresses and notes that occur nowhere else."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

STARTS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v")
VOWELS = ("a", "e", "i", "o", "u", "y", "ä", "ö")
CHECK_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


@dataclass(frozen=True)
class Secret:
    """Something about a person: of which kind, as it is typed, and the pieces by which it would be known again."""

    kind: str
    text: str
    pieces: tuple[str, ...]


class Inventor:
    """Invents secrets, each with pieces of its own, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.number = itertools.count(1)
        self.made: list[Secret] = []

    def name(self) -> Secret:
        """Invent a first and a last name."""
        first, last = self._word().capitalize(), self._word().capitalize()
        return self._keep("name", f"{first} {last}", first, last)

    def phone(self) -> Secret:
        """Invent a telephone number, as people write it."""
        while True:
            rest = f"{self.chance.randrange(10**7):07d}"
            if self._is_new(f"45{rest}"):
                written = f"+358 45 {rest[:3]} {rest[3:]}"
                return self._keep("phone", written, written, f"45{rest}", f"45-{rest}")

    def mail(self) -> Secret:
        """Invent an address of e-mail."""
        box = self._word()
        return self._keep("mail", f"{box}@example.org", box)

    def code(self) -> Secret:
        """Invent an identity code with a number that is never given to anyone."""
        number = f"{900 + next(self.number) % 100}"
        while True:
            born = f"{self.chance.randint(1, 28):02d}{self.chance.randint(1, 12):02d}{self.chance.randint(50, 99)}"
            text = f"{born}-{number}{CHECK_SIGNS[int(born + number) % 31]}"
            if self._is_new(text):
                return self._keep("code", text, text, text.replace("-", ""))

    def address(self) -> Secret:
        """Invent where somebody lives."""
        street = f"{self._word()}katu".capitalize()
        return self._keep("address", f"{street} {self.chance.randint(1, 99)} B", street)

    def note(self) -> Secret:
        """Invent a sentence."""
        one, other = self._word(), self._word()
        return self._keep("note", f"Says that {one} has {other}", one, other)

    def _word(self) -> str:
        while True:
            word = "".join(self.chance.choice(STARTS) + self.chance.choice(VOWELS) for _ in range(6))
            if {"ä", "ö"} & set(word) and self._is_new(word):
                return word

    def _is_new(self, word: str) -> bool:
        return not any(word.lower() in piece.lower() for each in self.made for piece in each.pieces)

    def _keep(self, kind: str, text: str, *pieces: str) -> Secret:
        secret = Secret(kind, text, pieces)
        self.made.append(secret)
        return secret

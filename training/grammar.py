"""A small grammar of news sentences with gold trees and attributions, in GUM's manner; all words are our own.

GUM has little about launches, blasts and quakes, and political news seldom says "fired at least two". A share of the
training sentences comes from here so that such verbs get their objects, passives and speakers right. Nothing of the dev
parts is made this way: the scores do not gain from it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from training.documents import Document, Relation, Sentence, Span


@dataclass
class Phrase:
    """Words with their tree; the head has relation "". ``marks`` are spans to label: source, cue, content."""

    words: list[str]
    pos: list[str]
    heads: list[int]
    relations: list[str]
    top: int
    marks: list[tuple[str, int, int, int]] = field(default_factory=list)  # role, attribution, begin, end

    def marked(self, role: str, number: int) -> Phrase:
        self.marks.append((role, number, 0, len(self.words)))
        return self


Part = tuple[str, Phrase]


def word(text: str, pos: str) -> Phrase:
    return Phrase([text], [pos], [-1], [""], 0)


def build(*parts: Part | Phrase) -> Phrase:
    """Join parts in order; the one without a relation is the head, the others hang on it by theirs."""
    out = Phrase([], [], [], [], 0)
    tops = []
    for part in parts:
        relation, phrase = part if isinstance(part, tuple) else ("", part)
        shift = len(out.words)
        tops.append((relation, shift + phrase.top))
        out.words += phrase.words
        out.pos += phrase.pos
        out.heads += [head + shift if head >= 0 else -1 for head in phrase.heads]
        out.relations += phrase.relations
        out.marks += [(role, number, a + shift, b + shift) for role, number, a, b in phrase.marks]
    out.top = next(place for relation, place in tops if not relation)
    for relation, place in tops:
        if relation:
            out.heads[place], out.relations[place] = out.top, relation
    return out


def mark(text: str) -> Part:
    return "punct", word(text, "PUNCT")


def simple(text: str) -> Phrase:
    """A phrase from "word/POS/relation" items; all hang on the item without a relation."""
    parts: list[Part | Phrase] = []
    for item in text.split():
        form, pos, *relation = item.rsplit("/", 2) if item.count("/") > 1 else item.rsplit("/", 1)
        parts.append((relation[0], word(form, pos)) if relation else word(form, pos))
    return build(*parts)


LANDS = [
    "North/PROPN/compound Korea/PROPN",
    "South/PROPN/compound Korea/PROPN",
    "Japan/PROPN",
    "Iran/PROPN",
    "Israel/PROPN",
    "Ukraine/PROPN",
    "Russia/PROPN",
    "India/PROPN",
    "Pakistan/PROPN",
    "China/PROPN",
    "the/DET/det North/PROPN",
    "the/DET/det South/PROPN",
    "Pyongyang/PROPN",
    "Seoul/PROPN",
    "Tokyo/PROPN",
    "Moscow/PROPN",
    "Tehran/PROPN",
    "the/DET/det United/ADJ/amod States/PROPN",
    "Taiwan/PROPN",
    "Kenya/PROPN",
    "Turkey/PROPN",
]
BODIES = [
    "the/DET/det military/NOUN",
    "the/DET/det navy/NOUN",
    "the/DET/det rebels/NOUN",
    "the/DET/det army/NOUN",
    "the/DET/det coast/NOUN/compound guard/NOUN",
    "the/DET/det defence/NOUN/compound ministry/NOUN",
    "the/DET/det foreign/ADJ/amod ministry/NOUN",
    "state/NOUN/compound media/NOUN",
    "police/NOUN",
    "officials/NOUN",
    "witnesses/NOUN",
    "rescuers/NOUN",
    "authorities/NOUN",
    "a/DET/det senior/ADJ/amod official/NOUN",
    "the/DET/det joint/ADJ/amod chiefs/NOUN",
    "a/DET/det government/NOUN/compound source/NOUN",
    "militants/NOUN",
    "gunmen/NOUN",
    "he/PRON",
    "she/PRON",
    "they/PRON",
    "analysts/NOUN",
    "the/DET/det ministry/NOUN",
    "a/DET/det spokesman/NOUN",
    "local/ADJ/amod media/NOUN",
    "the/DET/det chiefs/NOUN",
]
AGENCIES = [
    "Kyodo/PROPN/compound News/PROPN",
    "Yonhap/PROPN",
    "Reuters/PROPN",
    "AFP/PROPN",
    "the/DET/det agency/NOUN",
    "Tass/PROPN",
    "the/DET/det newspaper/NOUN",
    "NHK/PROPN",
    "AP/PROPN",
]
PEOPLE = [
    ("Rin", "Sakamoto"),
    ("Park", "Do"),
    ("Amina", "Okello"),
    ("Viktor", "Lasko"),
    ("Maria", "Stein"),
    ("Lee", "Sang"),
    ("Omar", "Haddad"),
    ("Joan", "Pruett"),
    ("Nobuo", "Kishi"),
    ("Anil", "Rao"),
]
OFFICES = [
    ("prime", "minister"),
    ("defence", "minister"),
    ("foreign", "minister"),
    ("chief", "secretary"),
    ("interior", "minister"),
    ("army", "chief"),
    ("deputy", "spokesman"),
]
PLACES = [
    "Sinpo/PROPN",
    "the/DET/det sea/NOUN",
    "Kabul/PROPN",
    "Lagos/PROPN",
    "the/DET/det capital/NOUN",
    "a/DET/det market/NOUN",
    "the/DET/det east/ADJ/amod coast/NOUN",
    "a/DET/det submarine/NOUN",
    "the/DET/det Sinpo/PROPN/compound area/NOUN",
    "the/DET/det port/NOUN/compound city/NOUN",
    "a/DET/det train/NOUN",
    "the/DET/det border/NOUN",
    "Manila/PROPN",
    "a/DET/det mobile/ADJ/amod launcher/NOUN",
    "the/DET/det waters/NOUN",
    "the/DET/det north/NOUN",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
THINGS = {
    "missile": "missiles",
    "rocket": "rockets",
    "shell": "shells",
    "drone": "drones",
    "projectile": "projectiles",
    "torpedo": "torpedoes",
    "satellite": "satellites",
    "weapon": "weapons",
}
HURT = ["people", "soldiers", "civilians", "children", "passengers", "workers", "villagers", "policemen", "students"]
NUMBERS = ["two", "three", "five", "six", "10", "12", "30", "43", "150", "eight", "several", "dozens"]
FIRE = ["fired", "launched", "test-fired", "shot", "fired"]
HARM = ["killed", "injured", "wounded"]
SAY = [
    "said",
    "said",
    "said",
    "announced",
    "confirmed",
    "stated",
    "claimed",
    "estimated",
    "reported",
    "believes",
    "says",
    "added",
    "warned",
    "denied",
    "noted",
]


class Writer:
    """Draws sentences; ``number`` counts the attributions of the sentence at hand."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.number = dice, 0

    def pick(self, options: list[str]) -> Phrase:
        return simple(self.dice.choice(options))

    def land(self) -> Phrase:
        return self.pick(LANDS)

    def amount(self) -> tuple[list[Part], bool]:
        """A number, perhaps bounded, and whether one thing is meant."""
        draw = self.dice.random()
        if draw < 0.22:
            return [("det", word(self.dice.choice(["a", "the", "another"]), "DET"))], True
        one = draw < 0.34
        form = "one" if one else self.dice.choice(NUMBERS)
        if form in ("several", "dozens"):
            return [("amod", word("several", "ADJ"))], False
        bound = self.dice.random()
        number = word(form, "NUM")
        if bound < 0.3:
            least = build(("case", word("at", "ADP")), word(self.dice.choice(["least", "least", "most"]), "ADJ"))
            number = build(("nmod", least), number)
        elif bound < 0.4:
            more = build(word(self.dice.choice(["more", "fewer"]), "ADV"), ("fixed", word("than", "ADP")))
            number = build(("advmod", more), number)
        elif bound < 0.55:
            number = build(("advmod", word(self.dice.choice(["about", "nearly", "around", "some"]), "ADV")), number)
        return [("nummod", number)], one

    def weapon(self) -> tuple[Phrase, bool]:
        """Missiles and the like, with their number."""
        parts, one = self.amount()
        draw = self.dice.random()
        if draw < 0.2:
            reach = build(
                ("amod", build(word(self.dice.choice(["short", "long", "medium"]), "ADJ"), mark("-"))),
                word("range", "NOUN"),
            )
            parts.append(("compound", reach))
        elif draw < 0.35:
            base = build(word(self.dice.choice(["submarine", "ship", "air", "ground"]), "NOUN"), mark("-"))
            parts.append(("amod", build(("compound", base), word("launched", "VERB"))))
        elif draw < 0.45:
            parts.append(("amod", word(self.dice.choice(["new", "suspected", "unidentified", "guided"]), "ADJ")))
        if self.dice.random() < 0.5:
            kind = self.dice.choice(
                ["ballistic/ADJ", "cruise/NOUN", "hypersonic/ADJ", "tactical/ADJ", "artillery/NOUN"]
            )
            form, pos = kind.split("/")
            parts.append(("amod" if pos == "ADJ" else "compound", word(form, pos)))
        thing = self.dice.choice(list(THINGS)) if self.dice.random() < 0.6 else "missile"
        return build(*parts, word(thing if one else THINGS[thing], "NOUN")), one

    def hurt(self) -> Phrase:
        parts, one = self.amount()
        if one:
            return build(("nummod", word("one", "NUM")), word("person", "NOUN"))
        return build(*parts, word(self.dice.choice(HURT), "NOUN"))

    def person(self) -> Phrase:
        """A named office holder: title before, role behind in commas, dashes or brackets."""
        first, last = self.dice.choice(PEOPLE)
        name = [word(first, "PROPN"), ("flat", word(last, "PROPN"))]
        left, right = self.dice.choice(OFFICES)
        adjective = left in ("prime", "foreign", "chief", "interior", "deputy")
        draw = self.dice.random()
        if draw < 0.4:
            title = build(
                ("amod" if adjective else "compound", word(left.title(), "ADJ" if adjective else "PROPN")),
                word(right.title(), "PROPN"),
            )
            return build(("nmod:desc", title), *name)
        owner = build(self.land(), ("case", word("'s", "PART")))
        role = [("amod" if adjective else "compound", word(left, "ADJ" if adjective else "NOUN")), word(right, "NOUN")]
        if draw < 0.7:
            return build(*name, mark(","), ("appos", build(("nmod:poss", owner), *role)), mark(","))
        if draw < 0.9:
            return build(*name, ("appos", build(mark("("), ("nmod:poss", owner), *role, mark(")"))))
        return build(*name)

    def speaker(self) -> Phrase:
        draw = self.dice.random()
        if draw < 0.35:
            return self.person()
        if draw < 0.55:
            owner = build(self.land(), ("case", word("'s", "PART")))
            body = self.dice.choice(
                [
                    "military/NOUN",
                    "coast/NOUN/compound guard/NOUN",
                    "defence/NOUN/compound ministry/NOUN",
                    "foreign/ADJ/amod ministry/NOUN",
                ]
            )
            if self.dice.random() < 0.3:
                staff = build(("case", word("of", "ADP")), word("Staff", "PROPN"))
                return build(
                    ("nmod:poss", owner), ("amod", word("Joint", "ADJ")), word("Chiefs", "PROPN"), ("nmod", staff)
                )
            return build(("nmod:poss", owner), *_flat(simple(body)))
        return self.pick(BODIES if draw < 0.9 else AGENCIES)

    def where(self, *cases: str) -> Part:
        place = self.pick(PLACES)
        return "obl", build(("case", word(self.dice.choice(cases), "ADP")), *_flat(place))

    def when(self) -> list[Part]:
        draw = self.dice.random()
        if draw < 0.35:
            return [("obl", build(("case", word("on", "ADP")), word(self.dice.choice(DAYS), "PROPN")))]
        if draw < 0.45:
            clock = self.dice.choice(["10:17", "5:30", "11", "6", "3:04"])
            time = build(
                ("case", word("at", "ADP")),
                word(clock, "NUM"),
                ("nmod:unmarked", word(self.dice.choice(["a.m.", "p.m."]), "NOUN")),
            )
            return [("obl", build(("case", word("on", "ADP")), word(self.dice.choice(DAYS), "PROPN"))), ("obl", time)]
        if draw < 0.6:
            ago = build(
                ("amod", word(self.dice.choice(["last", "last", "this"]), "ADJ")),
                word(self.dice.choice(["month", "week", "year"]), "NOUN"),
            )
            return [("obl:unmarked", ago)]
        if draw < 0.68:
            return [
                ("advmod", word(self.dice.choice(["earlier", "again", "late"]), "ADV")),
                ("obl", build(("case", word("on", "ADP")), word(self.dice.choice(DAYS), "PROPN"))),
            ]
        return []

    def event(self) -> Phrase:
        """A clause that tells what happened."""
        kinds = [
            self.launch,
            self.launched,
            self.flew,
            self.harmed,
            self.blast,
            self.harmed,
            self.launch,
            self.quake,
            self.met,
        ]
        return self.dice.choice(kinds)()

    def fire(self) -> Phrase:
        form = self.dice.choice(FIRE)
        if form == "test-fired":
            return build(("compound", build(word("test", "NOUN"), mark("-"))), word("fired", "VERB"))
        return word(form, "VERB")

    def launch(self) -> Phrase:
        agent = self.land() if self.dice.random() < 0.7 else self.pick(BODIES[:3])
        what, _ = self.weapon()
        auxiliary = [("aux", word(self.dice.choice(["had", "has"]), "AUX"))] if self.dice.random() < 0.2 else []
        after = [self.where("from", "off", "toward", "into", "over")] if self.dice.random() < 0.6 else []
        tail = [self.effect()] if self.dice.random() < 0.2 else []
        return build(("nsubj", agent), *auxiliary, *_flat(self.fire()), ("obj", what), *after, *self.when(), *tail)

    def effect(self) -> Part:
        return "advcl", build(mark(","), word("killing", "VERB"), ("obj", self.hurt()))

    def launched(self) -> Phrase:
        what, one = self.weapon()
        if self.dice.random() < 0.25:
            inner = build(
                mark(","),
                ("nsubj:pass", word("which", "PRON")),
                ("aux:pass", word("was" if one else "were", "AUX")),
                *_flat(self.fire()),
                self.where("from", "off"),
                mark(","),
            )
            what = build(*_flat(what), ("acl:relcl", inner))
        be = [("aux:pass", word("was" if one else "were", "AUX"))]
        if self.dice.random() < 0.3:
            be = [("aux", word("had", "AUX")), ("aux:pass", word("been", "AUX"))]
        agent = (
            [("obl:agent", build(("case", word("by", "ADP")), *_flat(self.land())))] if self.dice.random() < 0.5 else []
        )
        where = [self.where("from", "off", "toward")] if self.dice.random() < 0.5 else []
        return build(("nsubj:pass", what), *be, *_flat(self.fire()), *agent, *where, *self.when())

    def flew(self) -> Phrase:
        what, one = self.weapon()
        if self.dice.random() < 0.3:
            inner = build(
                mark(","),
                ("nsubj:pass", word("which", "PRON")),
                ("aux:pass", word("was" if one else "were", "AUX")),
                *_flat(self.fire()),
                self.where("from", "off"),
                mark(","),
            )
            what = build(*_flat(what), ("acl:relcl", inner))
        number = word(self.dice.choice(["600", "450", "1,200", "60", "2,000"]), "NUM")
        if self.dice.random() < 0.5:
            number = build(("advmod", word(self.dice.choice(["about", "around", "some"]), "ADV")), number)
        length = build(("nummod", number), word(self.dice.choice(["kilometres", "kilometers", "km", "miles"]), "NOUN"))
        landing = build(
            ("cc", word("and", "CCONJ")),
            word(self.dice.choice(["landed", "fell", "splashed"]), "VERB"),
            self.where("in", "into", "outside"),
        )
        parts = [("conj", landing)] if self.dice.random() < 0.5 else [self.where("over", "toward")]
        return build(
            ("nsubj", what),
            word(self.dice.choice(["flew", "travelled", "traveled"]), "VERB"),
            ("obl:unmarked", length),
            *parts,
        )

    def harmed(self) -> Phrase:
        first = self.hurt()
        be = ("aux:pass", word("was" if first.words[-1] == "person" else "were", "AUX"))
        parts: list[Part | Phrase] = [("nsubj:pass", first), be, word(self.dice.choice(HARM), "VERB")]
        if self.dice.random() < 0.5:
            others = build(*self.count(), word(self.dice.choice(["others", "people", "others"]), "NOUN"))
            also = (
                [("nsubj:pass", others)] if self.dice.random() < 0.8 else [("nsubj:pass", build(*self.count_alone()))]
            )
            be_again = [("aux:pass", word("were", "AUX"))] if self.dice.random() < 0.3 else []
            parts.append(
                (
                    "conj",
                    build(
                        ("cc", word("and", "CCONJ")),
                        *also,
                        *be_again,
                        word(self.dice.choice(["injured", "wounded"]), "VERB"),
                    ),
                )
            )
        if self.dice.random() < 0.6:
            parts.append(("advcl", build(("advmod", word("when", "ADV")), *_flat(self.blast()))))
        else:
            parts += [self.where("in", "near"), *self.when()]
        return build(*parts)

    def count(self) -> list[Part]:
        return [("nummod", self.count_alone()[0])]  # type: ignore[list-item]

    def count_alone(self) -> list[Phrase]:
        number = word(self.dice.choice(["30", "12", "six", "four", "80", "200"]), "NUM")
        if self.dice.random() < 0.3:
            number = build(("nmod", build(("case", word("at", "ADP")), word("least", "ADJ"))), number)
        return [number]

    def blast(self) -> Phrase:
        agent = self.dice.choice(
            [
                "a/DET/det bomb/NOUN exploded",
                "a/DET/det blast/NOUN ripped",
                "a/DET/det passenger/NOUN/compound train/NOUN derailed",
                "a/DET/det ferry/NOUN sank",
                "the/DET/det plane/NOUN crashed",
                "a/DET/det car/NOUN/compound bomb/NOUN detonated",
                "a/DET/det boat/NOUN capsized",
                "a/DET/det building/NOUN collapsed",
            ]
        )
        *left, verb = agent.split()
        where = self.where("through") if verb == "ripped" else self.where("near", "outside", "in", "off")
        return build(("nsubj", simple(" ".join(left))), word(verb, "VERB"), where)

    def quake(self) -> Phrase:
        size = build(word("magnitude", "NOUN"), ("nummod", word(self.dice.choice(["6.4", "7.1", "5.8"]), "NUM")))
        what = build(
            ("det", word(self.dice.choice(["a", "the"]), "DET")), ("compound", size), word("earthquake", "NOUN")
        )
        if self.dice.random() < 0.4:
            inner = build(
                ("nsubj", word("that", "PRON")),
                word("struck", "VERB"),
                ("obj", self.pick(PLACES[4:5] + PLACES[6:7])),
                *self.when(),
            )
            return build(
                ("nsubj", build(*_flat(what), ("acl:relcl", inner))), word("killed", "VERB"), ("obj", self.hurt())
            )
        tail = [self.effect()] if self.dice.random() < 0.5 else []
        return build(
            ("nsubj", what),
            word(self.dice.choice(["struck", "hit", "shook"]), "VERB"),
            ("obj", self.pick(PLACES)),
            *self.when(),
            *tail,
        )

    def met(self) -> Phrase:
        with_whom = build(
            ("nmod:poss", word(self.dice.choice(["his", "her", "their"]), "PRON")),
            word(self.dice.choice(["counterparts", "counterpart", "ally"]), "NOUN"),
        )
        return build(
            ("nsubj", self.person()),
            word(self.dice.choice(["met", "visited", "called"]), "VERB"),
            ("obj", with_whom),
            self.where("in"),
            *self.when(),
        )

    def sentence(self) -> Phrase:
        """A clause told plainly or by somebody."""
        draw = self.dice.random()
        number = self.number = self.number + 1
        clause = self.event()
        if draw < 0.15:
            return build(*_flat(clause), mark("."))
        speaker = self.speaker().marked("source", number)
        verb = word(self.dice.choice(SAY), "VERB")
        if draw < 0.4:
            that = [("mark", word("that", "SCONJ"))] if self.dice.random() < 0.5 else []
            content = build(*that, *_flat(clause)).marked("content", number)
            hearers: list[Part] = []
            if self.dice.random() < 0.15:
                verb, hearers = word("told", "VERB"), [("iobj", word("reporters", "NOUN"))]
            return build(
                ("nsubj", speaker),
                *_flat(verb.marked("cue", number)),
                *self.when_short(),
                *hearers,
                ("ccomp", content),
                mark("."),
            )
        if draw < 0.62:
            if self.dice.random() < 0.35:
                content = build(mark('"'), *_flat(clause), mark(","), mark('"')).marked("content", number)
                content_parts: list[Part] = [("ccomp", content)]
            else:
                content_parts = [("ccomp", clause.marked("content", number)), mark(",")]
            cue = verb.marked("cue", number)
            if self.dice.random() < 0.5:
                tail: list[Part] = []
                if self.dice.random() < 0.4:
                    source = build(
                        ("det", word("a", "DET")),
                        ("amod", word(self.dice.choice(["defence", "diplomatic"]), "ADJ")),
                        word("source", "NOUN"),
                    )
                    tail = [mark(","), ("advcl", build(word("citing", "VERB"), ("obj", source)))]
                return build(*content_parts, *_flat(cue), ("nsubj", speaker), *tail, mark("."))
            return build(*content_parts, ("nsubj", speaker), *_flat(cue), *self.when_short(), mark("."))
        to = ("fixed", word("to", "ADP"))
        if draw < 0.82:
            speaker = self.person().marked("source", number) if speaker.pos[speaker.top] == "PRON" else speaker
            according = build(word("According", "VERB"), to).marked("cue", number)
            front = build(("case", according), *_flat(speaker), mark(","))
            return build(("obl", front), *_flat(clause.marked("content", number)), mark("."))
        speaker = self.person().marked("source", number) if speaker.pos[speaker.top] == "PRON" else speaker
        according = build(word("according", "VERB"), to).marked("cue", number)
        behind = build(mark(","), ("case", according), *_flat(speaker))
        return build(*_flat(clause.marked("content", number)), ("obl", behind), mark("."))

    def when_short(self) -> list[Part]:
        if self.dice.random() < 0.25:
            return [("obl", build(("case", word("on", "ADP")), word(self.dice.choice(DAYS), "PROPN")))]
        return []


def _flat(phrase: Phrase) -> list[Phrase]:
    """A finished phrase as the head of a bigger one."""
    return [phrase]


def tidy(phrase: Phrase) -> Phrase:
    """Without the comma that closes an apposition right before another mark, and without a second full stop."""
    place = 0
    while place + 1 < len(phrase.words):
        here, following = phrase.words[place], phrase.words[place + 1]
        if (here == "," and following in (",", ".")) or (here.endswith("m.") and following == "."):
            gone = place if here == "," else place + 1
            for row in (phrase.words, phrase.pos, phrase.heads, phrase.relations):
                del row[gone]
            phrase.heads = [head - (head > gone) for head in phrase.heads]
            phrase.marks = [(role, n, a - (a > gone), b - (b > gone)) for role, n, a, b in phrase.marks]
        else:
            place += 1
    return phrase


def sentence_of(phrase: Phrase) -> Sentence:
    words = list(phrase.words)
    words[0] = words[0][:1].upper() + words[0][1:]
    if words[0] == '"':
        words[1] = words[1][:1].upper() + words[1][1:]
    glued = [False] * len(words)
    opened = False
    for place, form in enumerate(words):
        closing = form == '"' and opened
        after = place > 0 and (words[place - 1] in ("(", "-") or (words[place - 1] == '"' and opened))
        glued[place] = closing or after or form in (".", ",", ")", "'s", "-")
        if form == '"':
            opened = not opened
    relations = ["root" if head < 0 else name for head, name in zip(phrase.heads, phrase.relations, strict=True)]
    return Sentence(words, glued, list(phrase.pos), list(phrase.heads), relations, list(words))


def write(count: int, seed: int = 11) -> list[Document]:
    """So many sentences, twice: as a treebank and as attributed news; a few sentences a document."""
    writer = Writer(random.Random(seed))
    trees, news = [], []
    for number in range(count // 3):
        phrases = [tidy(writer.sentence()) for _ in range(3)]
        sentences = [sentence_of(one) for one in phrases]
        relations: dict[int, Relation] = {}
        begin = 0
        for phrase in phrases:
            for role, attribution, start, end in phrase.marks:
                span: Span = (begin + start, begin + end)
                getattr(relations.setdefault(attribution, Relation([], [], [])), role).append(span)
            begin += len(phrase.words)
        trees.append(Document(f"grammar-{number}", "gum", sentences))
        news.append(Document(f"grammar-{number}", "polnear", sentences, list(relations.values())))
    return trees + news

"""The forms of an English verb, so that a curator writes one of them; it knows no question."""

from collections.abc import Mapping

# A kind whose values are cues ("verb:beat") and whose phrases are verbs in their base form, which stand for all forms.
CONJUGATED = "conjugated"
# base past participle, each where it is not the one before with "ed"; several are written with a stroke.
_IRREGULAR = {
    base: (past.split("/"), participle.split("/"))
    for base, past, participle in (
        line.split()
        for line in """
        beat beat beaten/beat
        become became become
        bite bit bitten
        blow blew blown
        break broke broken
        bring brought brought
        catch caught caught
        come came come
        cut cut cut
        do did done
        draw drew drawn
        eat ate eaten
        excel excelled excelled
        expel expelled expelled
        cling clung clung
        fall fell fallen
        fly flew flown
        fight fought fought
        find found found
        get got got/gotten
        give gave given
        go went gone
        hang hung hung
        have had had
        hit hit hit
        hold held held
        keep kept kept
        lay laid laid
        lead led led
        leave left left
        lose lost lost
        make made made
        meet met met
        outdo outdid outdone
        outrun outran outrun
        overcome overcame overcome
        put put put
        ride rode ridden
        run ran run
        see saw seen
        send sent sent
        set set set
        shut shut shut
        sit sat sat
        slide slid slid
        sneak snuck/sneaked snuck/sneaked
        spin spun spun
        split split split
        stand stood stood
        steal stole stolen
        strike struck struck
        sweep swept swept
        take took taken
        tear tore torn
        tell told told
        throw threw thrown
        wear wore worn
        win won won
        withdraw withdrew withdrawn
        """.strip().splitlines()
    )
}
_BE = ("be", "am", "is", "are", "was", "were", "been", "being")
_VOWELS = "aeiou"
_HISSING = ("s", "x", "z", "ch", "sh", "o")


def forms(phrase: str) -> tuple[str, ...]:
    """A phrase that begins with a verb in its base form, in each form: base, third person, past, participles.

    >>> forms("pip"), forms("get past")[:4]
    (('pip', 'pips', 'pipping', 'pipped'), ('get past', 'gets past', 'getting past', 'got past'))
    >>> forms("edge out"), forms("deny")
    (('edge out', 'edges out', 'edging out', 'edged out'), ('deny', 'denies', 'denying', 'denied'))
    """
    verb, space, rest = phrase.partition(" ")
    if verb == "be":
        return tuple(f"{form}{space}{rest}" for form in _BE)
    past, participle = _IRREGULAR.get(verb, ([_with_ed(verb)], [_with_ed(verb)]))
    whole = (verb, _with_s(verb), _with_ing(verb), *past, *participle)
    return tuple(dict.fromkeys(f"{form}{space}{rest}" for form in whole))


def written_out(words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The words of questions, kind to value to phrases, with the verbs that are written once in all their forms.

    >>> written_out({"verb": {"beat": ("beat",)}, "conjugated": {"verb:beat": ("nip",)}})
    {'verb': {'beat': ('beat', 'nip', 'nips', 'nipping', 'nipped')}}
    """
    whole = {kind: dict(values) for kind, values in words.items() if kind != CONJUGATED}
    for cue, verbs in words.get(CONJUGATED, {}).items():
        kind, _, value = cue.partition(":")
        values = whole.setdefault(kind, {})
        values[value] = (*values.get(value, ()), *(form for verb in verbs for form in forms(verb)))
    return whole


def _with_s(verb: str) -> str:
    if verb == "have":
        return "has"
    if _ends_in_consonant_and_y(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(_HISSING) else f"{verb}s"


def _with_ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return f"{verb[:-1]}ing"
    return f"{_doubled(verb)}ing"


def _with_ed(verb: str) -> str:
    if _ends_in_consonant_and_y(verb):
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{_doubled(verb)}ed"


def _ends_in_consonant_and_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2:-1] not in _VOWELS


def _doubled(verb: str) -> str:
    """With its last letter twice where a short syllable calls for it: pip, drub, nab."""
    short = len(verb) > 2 and verb[-1] not in "wxy" and verb[-1] not in _VOWELS and verb[-2] in _VOWELS
    one = sum(letter in _VOWELS for letter in verb) == 1
    return verb + verb[-1] if short and one else verb

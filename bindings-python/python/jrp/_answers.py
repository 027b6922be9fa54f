# Written from the Rust types by `JRP_UPDATE_GOLDEN=1 cargo test -p jrp-wasm --test types`.
"""The parts of an answer, and the words in it."""

from __future__ import annotations

import datetime
from typing import List, Literal, Optional, cast

from ._part import Part, as_date, as_time

#: Whom a snapshot is for.
Audience = Literal[
    "government",
    "public",
]

#: What the caller asserts so that a conditional measure, or the one of a role, applies.
Condition = Literal[
    "document",
    "guide",
    "basis",
    "expert",
    "staff",
    "agency",
    "legal-representative",
]

#: What a measure does, strictest first.
Effect = Literal[
    "prohibit",
    "restrict",
    "review",
    "notice",
    "priority",
    "green-channel",
]

#: Whether the data may still be used.
FreshnessState = Literal[
    "fresh",
    "stale",
    "expired",
    "future",
]

#: What a document number is a number of. It decides how the text is read; nothing is guessed.
IdKind = Literal[
    "uscc",
    "org-code",
    "reg-no",
    "tax-no",
    "citizen-id",
    "passport",
    "permit",
]

#: The language prompts are written in.
Lang = Literal[
    "zh-CN",
    "en",
]

#: The word for a grade in result JSON.
Match = Literal[
    "identifier",
    "masked",
    "name",
    "similar",
]

#: What it comes to.
Outcome = Literal[
    "prohibited",
    "restricted",
    "review",
    "notice",
    "preferred",
    "clear",
    "indeterminate",
]

#: Black, watch or red.
Polarity = Literal[
    "black",
    "watch",
    "red",
]

#: What a prompt is about
PromptCode = Literal[
    "hit-prohibit",
    "hit-restrict",
    "hit-review",
    "hit-notice",
    "hit-benefit",
    "hit-no-measure",
    "masked-match",
    "name-only",
    "similar-name",
    "similar-code",
    "name-other-code",
    "person-needs-id",
    "kind-needed",
    "name-needed",
    "code-needed",
    "no-measures",
    "overdue",
    "person-key-missing",
    "condition-unmet",
    "role-needed",
    "benefit-condition",
    "basis-unverified",
    "ban-ends",
    "objection",
    "suspended",
    "red-suspended-by-black",
    "branch-of-listed",
    "parent-of-listed",
    "name-differs",
    "check-digit",
    "unreadable-id",
    "record-unreadable",
    "more-findings",
    "none-found",
    "none-besides",
    "stale",
    "stale-beyond-calendar",
    "expired",
    "future",
    "not-covered",
    "row-unread",
    "row-unread-notice",
    "list-incomplete",
    "on-before-data",
    "repair-hint",
    "official",
    "member-listed",
    "read-as-match",
    "name-part",
    "ends-before-on",
    "on-in-future",
    "masked-id",
    "lost-digits",
    "number-not-compared",
    "number-set-aside",
    "name-unreadable",
    "name-unwrapped",
    "compared-by-name",
    "read-as",
    "wrong-length",
    "wrong-character",
    "wrong-letter",
    "wrong-check",
]

#: How loudly a prompt speaks.
PromptLevel = Literal[
    "stop",
    "warn",
    "info",
    "good",
]

#: The states in which a record stands in a snapshot.
Status = Literal[
    "active",
    "objection",
    "suspended",
    "unread",
]

#: How far the measure binds.
Strength = Literal[
    "must",
    "by-law-conditional",
    "may",
    "reference",
]

#: 主体类别.
SubjectKind = Literal[
    "org",
    "person",
    "sole-trader",
]

#: Which algorithms a snapshot and its keys use.
Suite = Literal[
    "sm2-sm3",
    "ed25519-blake3",
]


class Comparison(Part):
    """The answer to one query."""

    __slots__ = ()

    @property
    def outcome(self) -> Outcome:
        """What it comes to."""
        return cast(Outcome, self.to_dict()["outcome"])

    @property
    def scenario(self) -> str:
        """事项."""
        return str(self.to_dict()["scenario"])

    @property
    def on(self) -> datetime.date:
        """The date asked."""
        return as_date(self.to_dict()["on"])

    @property
    def subjects(self) -> List[SubjectEcho]:
        """The subjects as understood, the first one and the consortium members."""
        return [SubjectEcho(item) for item in self.to_dict()["subjects"]]

    @property
    def findings(self) -> List[Finding]:
        """Records reached, the strictest first."""
        return [Finding(item) for item in self.to_dict()["findings"]]

    @property
    def warnings(self) -> List[Warning]:
        """What is odd about the input."""
        return [Warning(item) for item in self.to_dict()["warnings"]]

    @property
    def prompts(self) -> List[Prompt]:
        """What to tell the person, the loudest first."""
        return [Prompt(item) for item in self.to_dict()["prompts"]]

    @property
    def freshness(self) -> Freshness:
        """How old the data are."""
        return Freshness(self.to_dict()["freshness"])

    @property
    def compared(self) -> Compared:
        """What the subjects were compared with."""
        return Compared(self.to_dict()["compared"])

    @property
    def snapshot(self) -> Optional[SnapshotEcho]:
        """Which snapshot answered; absent where several did."""
        found = self.to_dict().get("snapshot")
        return None if found is None else SnapshotEcho(found)

    @property
    def snapshots(self) -> Optional[List[SnapshotOfSet]]:
        """Which snapshots answered; absent where one did."""
        found = self.to_dict().get("snapshots")
        return None if found is None else [SnapshotOfSet(item) for item in found]


class RosterInfo(Part):
    """Publisher, sequence, dates, lists with their records, scenarios."""

    __slots__ = ()

    @property
    def publisher(self) -> str:
        """发布机构."""
        return str(self.to_dict()["publisher"])

    @property
    def region(self) -> str:
        """行政区划."""
        return str(self.to_dict()["region"])

    @property
    def audience(self) -> Audience:
        """Whom the snapshot is for."""
        return cast(Audience, self.to_dict()["audience"])

    @property
    def suite(self) -> Suite:
        """Which algorithms signed and digested it."""
        return cast(Suite, self.to_dict()["suite"])

    @property
    def sequence(self) -> int:
        """Sequence of the newest layer."""
        return int(self.to_dict()["sequence"])

    @property
    def deltas(self) -> int:
        """Deltas on the base."""
        return int(self.to_dict()["deltas"])

    @property
    def digest(self) -> str:
        """Header digest of the newest layer."""
        return str(self.to_dict()["digest"])

    @property
    def policy(self) -> str:
        """Version of the policy pack."""
        return str(self.to_dict()["policy"])

    @property
    def issued_at(self) -> datetime.datetime:
        """When the newest layer was issued."""
        return as_time(self.to_dict()["issuedAt"])

    @property
    def data_as_of(self) -> datetime.date:
        """The date the data stand for."""
        return as_date(self.to_dict()["dataAsOf"])

    @property
    def next_update(self) -> datetime.datetime:
        """When the next update is due."""
        return as_time(self.to_dict()["nextUpdate"])

    @property
    def expires_at(self) -> datetime.datetime:
        """From when on questions stay open."""
        return as_time(self.to_dict()["expiresAt"])

    @property
    def records(self) -> int:
        """Live records."""
        return int(self.to_dict()["records"])

    @property
    def lists(self) -> List[ListInfo]:
        """The lists, by code."""
        return [ListInfo(item) for item in self.to_dict()["lists"]]

    @property
    def scenarios(self) -> List[ScenarioInfo]:
        """The scenarios, by code."""
        return [ScenarioInfo(item) for item in self.to_dict()["scenarios"]]

    @property
    def links(self) -> List[LinkInfo]:
        """The official channels of the region, by topic: the only addresses that a host may make links of."""
        return [LinkInfo(item) for item in self.to_dict()["links"]]


class Freshness(Part):
    """How old the data are."""

    __slots__ = ()

    @property
    def state(self) -> FreshnessState:
        """The state."""
        return cast(FreshnessState, self.to_dict()["state"])

    @property
    def data_as_of(self) -> datetime.date:
        """The date the data stand for."""
        return as_date(self.to_dict()["dataAsOf"])

    @property
    def age_days(self) -> int:
        """Calendar days from there to now, in Beijing."""
        return int(self.to_dict()["ageDays"])


class SubjectEcho(Part):
    """A subject, echoed; identifiers of persons are masked."""

    __slots__ = ()

    @property
    def kind(self) -> SubjectKind:
        """主体类别."""
        return cast(SubjectKind, self.to_dict()["kind"])

    @property
    def credit_code(self) -> Optional[str]:
        """统一社会信用代码."""
        found = self.to_dict().get("creditCode")
        return None if found is None else str(found)

    @property
    def id_kind(self) -> Optional[IdKind]:
        """Kind of the other identifier."""
        found = self.to_dict().get("idKind")
        return None if found is None else cast(IdKind, found)

    @property
    def id(self) -> Optional[str]:
        """The other identifier; a person's is masked."""
        found = self.to_dict().get("id")
        return None if found is None else str(found)

    @property
    def name(self) -> Optional[str]:
        """The name as typed."""
        found = self.to_dict().get("name")
        return None if found is None else str(found)


class Finding(Part):
    """A record reached by a subject's keys. One that was reached by a name alone shows no detail."""

    __slots__ = ()

    @property
    def subject(self) -> int:
        """Position in `subjects`."""
        return int(self.to_dict()["subject"])

    @property
    def match(self) -> Match:
        """How the record was reached."""
        return cast(Match, self.to_dict()["match"])

    @property
    def confirmed(self) -> bool:
        """Whether the record is the subject's beyond doubt."""
        return bool(self.to_dict()["confirmed"])

    @property
    def agreeing(self) -> Optional[int]:
        """Number of agreeing visible digits, for a masked match."""
        found = self.to_dict().get("agreeing")
        return None if found is None else int(found)

    @property
    def record_id(self) -> Optional[str]:
        """记录编号, or the record's identity."""
        found = self.to_dict().get("recordId")
        return None if found is None else str(found)

    @property
    def list(self) -> ListEcho:
        """名单."""
        return ListEcho(self.to_dict()["list"])

    @property
    def listed_name(self) -> Optional[str]:
        """The name as listed."""
        found = self.to_dict().get("listedName")
        return None if found is None else str(found)

    @property
    def authority(self) -> Optional[str]:
        """认定单位."""
        found = self.to_dict().get("authority")
        return None if found is None else str(found)

    @property
    def document_no(self) -> Optional[str]:
        """文书号."""
        found = self.to_dict().get("documentNo")
        return None if found is None else str(found)

    @property
    def cause(self) -> Optional[str]:
        """列入事由."""
        found = self.to_dict().get("cause")
        return None if found is None else str(found)

    @property
    def severity(self) -> Optional[str]:
        """失信等级."""
        found = self.to_dict().get("severity")
        return None if found is None else str(found)

    @property
    def listed_on(self) -> Optional[datetime.date]:
        """列入日期."""
        found = self.to_dict().get("listedOn")
        return None if found is None else as_date(found)

    @property
    def publish_until(self) -> Optional[datetime.date]:
        """公示截止日期."""
        found = self.to_dict().get("publishUntil")
        return None if found is None else as_date(found)

    @property
    def status(self) -> Optional[Status]:
        """状态."""
        found = self.to_dict().get("status")
        return None if found is None else cast(Status, found)

    @property
    def effect(self) -> Optional[Effect]:
        """What the listing means here; absent where it changes nothing."""
        found = self.to_dict().get("effect")
        return None if found is None else cast(Effect, found)

    @property
    def strength(self) -> Optional[Strength]:
        """How firmly the measure binds."""
        found = self.to_dict().get("strength")
        return None if found is None else cast(Strength, found)

    @property
    def measure(self) -> Optional[str]:
        """措施."""
        found = self.to_dict().get("measure")
        return None if found is None else str(found)

    @property
    def basis(self) -> Optional[str]:
        """依据."""
        found = self.to_dict().get("basis")
        return None if found is None else str(found)

    @property
    def sources(self) -> Optional[List[int]]:
        """Positions in `snapshots` of those the record stands in; absent where one snapshot answered."""
        found = self.to_dict().get("sources")
        return None if found is None else [int(item) for item in found]


class Warning(Part):
    """What is odd about the input, as a code."""

    __slots__ = ()

    @property
    def subject(self) -> Optional[int]:
        """Position in `subjects`; absent where it concerns the whole query."""
        found = self.to_dict().get("subject")
        return None if found is None else int(found)

    @property
    def code(self) -> str:
        """`credit-code-check`, `name-differs` …."""
        return str(self.to_dict()["code"])


class Prompt(Part):
    """What to tell the person."""

    __slots__ = ()

    @property
    def level(self) -> PromptLevel:
        """How loudly."""
        return cast(PromptLevel, self.to_dict()["level"])

    @property
    def code(self) -> PromptCode:
        """What it is about."""
        return cast(PromptCode, self.to_dict()["code"])

    @property
    def text(self) -> str:
        """The words."""
        return str(self.to_dict()["text"])


class Compared(Part):
    """What the subjects were compared with."""

    __slots__ = ()

    @property
    def lists(self) -> List[str]:
        """Lists covered, by code."""
        return [str(item) for item in self.to_dict()["lists"]]

    @property
    def records(self) -> int:
        """Live records on them."""
        return int(self.to_dict()["records"])


class SnapshotEcho(Part):
    """Which snapshot answered."""

    __slots__ = ()

    @property
    def publisher(self) -> str:
        """发布机构."""
        return str(self.to_dict()["publisher"])

    @property
    def sequence(self) -> int:
        """Sequence of the newest layer."""
        return int(self.to_dict()["sequence"])

    @property
    def deltas(self) -> int:
        """Deltas on the base."""
        return int(self.to_dict()["deltas"])

    @property
    def digest(self) -> str:
        """Header digest of the newest layer."""
        return str(self.to_dict()["digest"])

    @property
    def policy(self) -> str:
        """Version of the policy pack."""
        return str(self.to_dict()["policy"])


class SnapshotOfSet(Part):
    """One of several snapshots that answered together, named and aged by itself."""

    __slots__ = ()

    @property
    def publisher(self) -> str:
        """发布机构."""
        return str(self.to_dict()["publisher"])

    @property
    def sequence(self) -> int:
        """Sequence of the newest layer."""
        return int(self.to_dict()["sequence"])

    @property
    def deltas(self) -> int:
        """Deltas on the base."""
        return int(self.to_dict()["deltas"])

    @property
    def digest(self) -> str:
        """Header digest of the newest layer."""
        return str(self.to_dict()["digest"])

    @property
    def policy(self) -> str:
        """Version of the policy pack."""
        return str(self.to_dict()["policy"])

    @property
    def freshness(self) -> Freshness:
        """How old its data are; one that has expired, or comes from the future, covers nothing."""
        return Freshness(self.to_dict()["freshness"])


class ListInfo(Part):
    """A list kind in a roster."""

    __slots__ = ()

    @property
    def code(self) -> str:
        """名单类型."""
        return str(self.to_dict()["code"])

    @property
    def name(self) -> str:
        """名单名称."""
        return str(self.to_dict()["name"])

    @property
    def name_en(self) -> str:
        """The same in English."""
        return str(self.to_dict()["nameEn"])

    @property
    def covered(self) -> bool:
        """Whether the list is covered, so that its silence means something."""
        return bool(self.to_dict()["covered"])

    @property
    def records(self) -> int:
        """Live records on it."""
        return int(self.to_dict()["records"])

    @property
    def unread(self) -> int:
        """Rows that name a subject and could not be read otherwise."""
        return int(self.to_dict()["unread"])

    @property
    def unnamed(self) -> int:
        """Rows that could not be read and name nobody."""
        return int(self.to_dict()["unnamed"])

    @property
    def channel(self) -> str:
        """The topic of the link on which its records are verified."""
        return str(self.to_dict()["channel"])


class ScenarioInfo(Part):
    """A scenario that may be asked about."""

    __slots__ = ()

    @property
    def code(self) -> str:
        """事项."""
        return str(self.to_dict()["code"])

    @property
    def name(self) -> str:
        """事项名称."""
        return str(self.to_dict()["name"])

    @property
    def name_en(self) -> str:
        """The same in English."""
        return str(self.to_dict()["nameEn"])


class LinkInfo(Part):
    """An official channel, as the policy pack names it for the region of the snapshot."""

    __slots__ = ()

    @property
    def topic(self) -> str:
        """What it is for: `official-query`, `procurement-query`, `repair` …."""
        return str(self.to_dict()["topic"])

    @property
    def name(self) -> str:
        """Its name in Chinese."""
        return str(self.to_dict()["name"])

    @property
    def name_en(self) -> str:
        """Its name in English."""
        return str(self.to_dict()["nameEn"])

    @property
    def url(self) -> str:
        """Its address, `http://` or `https://`."""
        return str(self.to_dict()["url"])


class ListEcho(Part):
    """A list kind, named."""

    __slots__ = ()

    @property
    def code(self) -> str:
        """名单类型."""
        return str(self.to_dict()["code"])

    @property
    def name(self) -> str:
        """名单名称."""
        return str(self.to_dict()["name"])

    @property
    def polarity(self) -> Polarity:
        """Black, watch or red."""
        return cast(Polarity, self.to_dict()["polarity"])


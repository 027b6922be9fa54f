"""Joint reward and punishment lists (失信惩戒 / 守信激励 名单), compared inside your program and offline.

>>> import jrp
>>> lists = jrp.open("lists.jrp", trust="keys/jrp.pub")                        # doctest: +SKIP
>>> answer = lists.check("ZFCG", credit_code="91320507MA1QF7RX58")              # doctest: +SKIP
>>> print(answer.outcome, [prompt.text for prompt in answer.prompts])          # doctest: +SKIP

JRP pre-checks and prompts; a person confirms on the official channel and decides. ``docs/PYTHON-API.md`` tells the rest.
"""

from ._answers import (
    Condition,
    Finding,
    Freshness,
    IdKind,
    Lang,
    Match,
    Outcome,
    Prompt,
    RosterInfo,
    SubjectKind,
    Warning,
)
from ._comparison import Comparison
from ._error import JrpError
from ._following import LiveRoster, follow
from ._jrp import __version__
from ._keys import FromEnvironment
from ._opening import open
from ._roster import Lists, Roster, Screened

__all__ = [
    "Comparison",
    "Condition",
    "Finding",
    "Freshness",
    "FromEnvironment",
    "IdKind",
    "JrpError",
    "Lang",
    "Lists",
    "LiveRoster",
    "Match",
    "Outcome",
    "Prompt",
    "Roster",
    "RosterInfo",
    "Screened",
    "SubjectKind",
    "Warning",
    "__version__",
    "follow",
    "open",
]

"""Read by mypy alone: what a typed program may write, and what it may not."""

import datetime
from typing import List, Optional

import jrp

lists: jrp.Roster = jrp.open("lists.jrp", trust="keys/jrp.pub", person_key=jrp.FromEnvironment("PERSON_KEY"))
answer: jrp.Comparison = lists.check("ZFCG", credit_code="91", kind="org", id=("org-code", "1"), members=["91", {"name": "x"}])
outcome: jrp.Outcome = answer.outcome
texts: List[str] = [prompt.text for prompt in answer.prompts]
ends: List[Optional[datetime.date]] = [finding.publish_until for finding in answer.findings]
column: List[str] = lists.screen(object(), "ZFCG", columns={"name": "名称"})["outcome"]
with jrp.follow(["/a", "/b"], trust=b"key") as live:
    both: jrp.Lists = live

lists.check("ZFCG", kind="company")  # type: ignore[arg-type]
lists.check("ZFCG", lang="fr")  # type: ignore[arg-type]
lists.check()  # type: ignore[call-arg]
answer.outcom  # type: ignore[attr-defined]

"""What the wheel does where nothing else is installed; scripts/test-python runs it on every Python."""

import os
import pickle
import sys

import jrp

DESK = os.path.join(os.environ["JRP_TEST_DATA"], "desk")
LISTED, NOW = "91320507MA1AAAAA5A", "2026-11-22T09:00:00+08:00"

lists = jrp.open(os.path.join(DESK, "desk.jrp"), trust=os.path.join(DESK, "desk.pub"), mapped=True)
answer = lists.check("ZFCG", credit_code=LISTED, now=NOW)
assert answer.findings[0].list.code == "BK-ZFCGSX" and answer.freshness.state and lists.info.issued_at
assert pickle.loads(pickle.dumps(lists)).digests == lists.digests
for bad in ({"credit_code": "\ud800"}, {}):
    try:
        lists.check("ZFCG", **bad)
        raise AssertionError(bad)
    except jrp.JrpError as error:
        assert error.code in ("text-invalid", "query-empty"), error
with jrp.follow(os.path.join(DESK, "store-8"), trust=os.path.join(DESK, "desk.pub")) as live:
    assert live.infos()[0].sequence == 8
print("python", ".".join(str(part) for part in sys.version_info[:3]), answer.outcome)

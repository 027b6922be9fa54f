"""Threads, forked and spawned processes, pickled lists, followed folders, and memory that stays what it is."""

import concurrent.futures
import gc
import multiprocessing
import os
import pickle
import shutil
import threading
from pathlib import Path

import pytest
from conftest import LISTED, NOW, desk

import jrp

TRUST, KEY = desk("desk.pub"), desk("person.key")


def outcome(lists):
    return lists.outcome("ZFCG", credit_code=LISTED, now=NOW)


def test_lists_are_pickled_as_their_path_and_proved_by_their_digest(tmp_path):
    path = tmp_path / "lists.jrp"
    shutil.copy(desk("desk.jrp"), path)
    for opened in (
        jrp.open(path, trust=TRUST, person_key=KEY, mapped=True),
        jrp.open(path, trust=Path(TRUST).read_bytes(), deltas=[desk("desk-delta.jrp")]),
        jrp.open([path, desk("desk-sm2.jrp")], trust=desk("both.pub")),
        jrp.open(desk("store-8"), trust=TRUST),
    ):
        text = pickle.dumps(opened)
        assert len(text) < 2000 and Path(KEY).read_bytes() not in text
        again = pickle.loads(text)
        assert again.digests == opened.digests and outcome(again) == outcome(opened)
    text = pickle.dumps(jrp.open(path, trust=desk("both.pub")))
    shutil.copy(desk("desk-sm2.jrp"), path)
    with pytest.raises(jrp.JrpError) as other:
        pickle.loads(text)
    assert other.value.code == "digest-mismatch"
    assert str(pickle.loads(pickle.dumps(other.value))) == str(other.value)


def test_a_person_key_never_leaves_the_process(monkeypatch):
    content = Path(KEY).read_bytes()
    with pytest.raises(pickle.PicklingError):
        pickle.dumps(jrp.open(desk("desk.jrp"), trust=TRUST, person_key=content))
    with pytest.raises(pickle.PicklingError):
        pickle.dumps(jrp.open(Path(desk("desk.jrp")).read_bytes(), trust=Path(TRUST).read_bytes()))
    monkeypatch.setenv("THE_PERSON_KEY", content.decode())
    opened = jrp.open(desk("desk.jrp"), trust=TRUST, person_key=jrp.FromEnvironment("THE_PERSON_KEY"))
    text = pickle.dumps(opened)
    assert content.splitlines()[1] not in text
    assert pickle.loads(text).digests == opened.digests
    monkeypatch.delenv("THE_PERSON_KEY")
    with pytest.raises(jrp.JrpError) as missing:
        pickle.loads(text)
    assert missing.value.code == "key-invalid" and "THE_PERSON_KEY" in missing.value.text


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_other_processes_answer_alike(lists, method):
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(outcome, [lists] * 4) == ["prohibited"] * 4


def test_a_forked_process_asks_what_its_parent_has_open(lists):
    done = threading.Event()

    def ask():
        while not done.is_set():
            outcome(lists)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    try:
        for _ in range(10):
            child = os.fork()
            if child == 0:
                os._exit(0 if outcome(lists) == "prohibited" else 1)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        done.set()
        for thread in asking:
            thread.join()


def test_many_threads_ask_while_lists_are_closed():
    opened = jrp.open(desk("desk.jrp"), trust=TRUST, person_key=KEY)
    started = threading.Barrier(5)

    def ask():
        said = set()
        started.wait()
        while True:
            try:
                said.add(outcome(opened))
            except jrp.JrpError as error:
                return said, error.code

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask) for _ in range(4)]
        started.wait()
        opened.close()
        for one in asking:
            said, code = one.result()
            assert said <= {"prohibited"} and code == "closed"


def publish(folder, store):
    """What `store` publishes, in the order of a publisher: the manifest last, in one step."""
    for path in Path(store).iterdir():
        if path.name != "latest":
            shutil.copy(path, folder)
    shutil.copy(Path(store) / "latest", folder / "next")
    os.replace(folder / "next", folder / "latest")


def test_what_is_newer_in_a_folder_comes_into_use(tmp_path):
    folder = tmp_path / "store"
    folder.mkdir()
    publish(folder, desk("store-7"))
    heard = threading.Event()
    with jrp.follow(folder, trust=TRUST, person_key=KEY, every=0.01, listener=lambda _: heard.set()) as live:
        before = live.roster
        assert outcome(live) == "prohibited" and live.infos()[0].sequence == 7
        publish(folder, desk("store-8"))
        assert heard.wait(60), "the thread looks by itself"
        assert live.infos()[0].sequence == 8 and outcome(live) != "prohibited"
        assert outcome(before) == "prohibited", "lists in use before go on answering"
        child = os.fork()
        if child == 0:
            os._exit(0 if live.infos()[0].sequence == 8 and not live.refresh() else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert pickle.loads(pickle.dumps(live.roster)).digests == live.digests
        with pytest.raises(TypeError):
            pickle.dumps(live)
    with pytest.raises(jrp.JrpError) as closed:
        outcome(live)
    assert closed.value.code == "closed" and not live.refresh()


def test_what_is_refused_leaves_the_lists_in_use(tmp_path):
    folder, memory = tmp_path / "store", tmp_path / "memory"
    folder.mkdir()
    publish(folder, desk("store-8"))
    with jrp.follow(folder, trust=TRUST, every=3600, memory=memory) as live:
        publish(folder, desk("store-7"))
        with pytest.raises(jrp.JrpError) as older:
            live.refresh()
        assert older.value.code == "sequence-too-old" and live.failure is older.value
        assert live.infos()[0].sequence == 8
        publish(folder, desk("store-8"))
        assert not live.refresh() and live.failure is None
    publish(folder, desk("store-7"))
    with pytest.raises(jrp.JrpError):
        jrp.follow(folder, trust=TRUST, memory=memory)


def test_several_folders_are_followed_as_one():
    with jrp.follow([desk("store-7"), desk("store-8")], trust=TRUST) as live:
        assert len(live.check("ZFCG", credit_code=LISTED, now=NOW).snapshots) == 2
    for folders in ([], 5, [5]):
        with pytest.raises((TypeError, ValueError)):
            jrp.follow(folders, trust=TRUST)
    with pytest.raises(jrp.JrpError):
        jrp.follow(desk("desk.jrp"), trust=TRUST)


def test_a_follower_that_nobody_has_ends():
    before = {thread for thread in threading.enumerate()}
    live = jrp.follow(desk("store-7"), trust=TRUST, every=0.01)
    (thread,) = set(threading.enumerate()) - before
    del live
    gc.collect()
    thread.join(60)
    assert not thread.is_alive()


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="asks Linux for the memory")
def test_opening_asking_and_failing_leave_nothing_behind():
    pa = pytest.importorskip("pyarrow")
    table = pa.table({"credit_code": [LISTED, None], "name": [None, "苏州甲乙科技有限公司"]})
    base, trust = Path(desk("desk.jrp")).read_bytes(), Path(TRUST).read_bytes()

    def once():
        opened = jrp.open(base, trust=trust)
        answer = opened.check("ZFCG", credit_code=LISTED, now=NOW)
        assert answer.prompts and answer.evidence()
        pa.table(opened.screen(table, "ZFCG", now=NOW))
        opened.screen(table, "ZFCG", now=NOW).__arrow_c_stream__()
        for bad in ({"credit_code": "\ud800"}, {"credit_code": 5}, {"on": "x", "credit_code": LISTED}):
            with pytest.raises((jrp.JrpError, TypeError)):
                opened.check("ZFCG", **bad)
        with pytest.raises(jrp.JrpError):
            opened.screen(pa.table({"code": [LISTED]}), "ZFCG")

    for _ in range(200):
        once()
    before = resident()
    # Of the 28 KB of each opening, a tenth kept would be 5 MB.
    for _ in range(2000):
        once()
    gc.collect()
    assert resident() - before < 4 << 20

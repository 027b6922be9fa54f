//! `jrp serve`, asked as hosts ask it.

use super::published::{CODES, Published};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// A running service.
struct Service {
    child: Child,
    address: String,
    said: BufReader<std::process::ChildStderr>,
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

impl Service {
    fn of(published: &Published, more: &str) -> Self {
        let line = format!("serve --trust keys/jrp.pub --listen 127.0.0.1:0 {more}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_jrp"))
            .args(line.split_whitespace())
            .current_dir(published.folder.path("."))
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("listening on ") {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "the service ended");
        }
        let address = line.trim().rsplit("http://").next().unwrap().to_owned();
        Self { child, address, said }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        ask(&mut self.connect(), method, path, body)
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, body.to_string().as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, b"")
    }

    /// Ends it as a service manager does; gives its exit code and what it said since the start.
    fn end(self) -> (Option<i32>, String) {
        signal(&self.child);
        self.ended()
    }

    /// The same of one that has been told to end.
    fn ended(mut self) -> (Option<i32>, String) {
        let mut rest = String::new();
        self.said.read_to_string(&mut rest).unwrap();
        (self.child.wait().unwrap().code(), rest)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn signal(child: &Child) {
    let done = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(done.success());
}

fn ask(stream: &mut (impl Read + Write), method: &str, path: &str, body: &[u8]) -> Answer {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    // A service that refuses early may close before it has read all.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body));
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    let all = String::from_utf8(all).unwrap();
    let (head, body) = all
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("no answer: {all}"));
    Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head: head.to_ascii_lowercase(),
        body: body.to_owned(),
    }
}

const NOW: &str = "2026-11-17T10:00:00+08:00";

fn question(at: usize) -> Value {
    json!({ "scenario": "ZFCG", "creditCode": CODES[at], "now": NOW })
}

#[test]
fn answers_are_those_of_check_and_screen() {
    let published = Published::once();
    let service = Service::of(&published, "--snapshot out");
    let check = |more: &str| {
        let line =
            format!("check --snapshot out --trust keys/jrp.pub --scenario ZFCG --now {NOW} --json {more}");
        published.folder.run(&line).out
    };
    for (at, code) in CODES.iter().enumerate().take(3) {
        let answer = service.post("/v1/check", &question(at));
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.head.contains("content-type: application/json"));
        assert_eq!(answer.body, check(&format!("--credit-code {code}")).trim());
    }
    let whole = json!({
        "scenario": "ZFCG", "creditCode": CODES[3], "name": "云澜第0纺织有限公司", "kind": "org",
        "members": [{ "creditCode": CODES[0] }], "conditions": ["document"], "on": "2026-11-20", "now": NOW, "lang": "en"
    });
    let answer = service.post("/v1/check", &whole);
    let same = check(&format!(
        "--credit-code {} --name 云澜第0纺织有限公司 --subject-kind org --member {} --condition document --on 2026-11-20 --lang en",
        CODES[3], CODES[0]
    ));
    assert_eq!(answer.body, same.trim());

    let evidence = json!({ "scenario": "ZFCG", "creditCode": CODES[0], "now": NOW, "project": "YLCG-1", "operator": "王" });
    let evidence = service.post("/v1/evidence", &evidence);
    assert_eq!(evidence.status, 200, "{}", evidence.body);
    published.folder.write("e.json", &evidence.body);
    published
        .folder
        .succeeds("replay e.json --snapshot out --trust keys/jrp.pub");

    let names: Vec<String> = (0..5).map(|at| format!("云澜第{at}纺织有限公司")).collect();
    let rows = CODES
        .iter()
        .zip(&names)
        .map(|(code, name)| format!("{code},{name}\n"));
    let table: String = ["credit_code,name\n".to_owned()]
        .into_iter()
        .chain(rows)
        .collect();
    published.folder.write("r.csv", table);
    published.folder.run(&format!(
        "screen --snapshot out --trust keys/jrp.pub --scenario ZFCG --now {NOW} --in r.csv --out a.csv"
    ));
    let rows: Vec<Value> = CODES
        .iter()
        .zip(&names)
        .map(|(code, name)| json!({ "creditCode": code, "name": name }))
        .collect();
    let screened = service
        .post(
            "/v1/screen",
            &json!({ "scenario": "ZFCG", "now": NOW, "rows": rows }),
        )
        .json();
    let screened = screened["rows"].as_array().unwrap().iter().map(|row| {
        ["outcome", "lists", "match", "warnings", "prompt"].map(|cell| row[cell].as_str().unwrap().to_owned())
    });
    let text = published.folder.read("a.csv");
    let mut table = csv::Reader::from_reader(text.as_slice());
    let cells: Vec<[String; 5]> = table
        .records()
        .map(|row| {
            let row = row.unwrap();
            [2, 3, 4, 5, 6].map(|at| row[at].to_owned())
        })
        .collect();
    assert_eq!(screened.collect::<Vec<_>>(), cells);
    assert!(
        cells[0][0] == "prohibited" && cells[4][0] != "prohibited",
        "{cells:?}"
    );
}

#[test]
fn the_description_and_the_service_agree() {
    let published = Published::once();
    let service = Service::of(&published, "--snapshot out --max-body 2000");
    let description = service.get("/v1/openapi.json").json();
    let paths = description["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 8);
    for (path, methods) in paths {
        for (method, described) in methods.as_object().unwrap() {
            let body = match path.as_str() {
                "/v1/screen" => json!({ "scenario": "ZFCG", "rows": [] }).to_string(),
                _ if method == "post" => question(0).to_string(),
                _ => String::new(),
            };
            let answer = service.ask(&method.to_uppercase(), path, body.as_bytes());
            let status = answer.status.to_string();
            assert!(
                described["responses"].get(&status).is_some(),
                "{method} {path}: {status} {}",
                answer.body
            );
            assert!(
                answer.status == 200 || path == "/v1/health",
                "{method} {path}: {}",
                answer.body
            );
            if path != "/v1/metrics" {
                let body = answer.json();
                assert!(body.is_array() || body.is_object(), "{method} {path}: {body}");
            }
            if method == "post" {
                let schema = described["requestBody"]["content"]["application/json"]["schema"]["$ref"]
                    .as_str()
                    .unwrap();
                let name = schema.rsplit('/').next().unwrap();
                let members = description["components"]["schemas"][name]["properties"]
                    .as_object()
                    .unwrap();
                // Whatever is described is read: a wrong value is refused by the member's name, not as unknown.
                for member in members.keys() {
                    let answer =
                        service.post(path, &json!({ "scenario": "ZFCG", member.as_str(): { "no": 1 } }));
                    assert_eq!(answer.status, 400, "{path} {member}");
                    assert!(
                        !answer.body.contains(&format!("unknown field `{member}`")),
                        "{}",
                        answer.body
                    );
                }
                let unknown = service.post(
                    path,
                    &json!({ "scenario": "ZFCG", "rows": [], "credit_code": "9" }),
                );
                assert!(
                    unknown.status == 400 && unknown.body.contains("unknown field"),
                    "{}",
                    unknown.body
                );
                let other = service.ask("GET", path, b"");
                assert_eq!(
                    (other.status, &other.json()["error"]["code"]),
                    (405, &json!("method"))
                );
                let large = service.ask("POST", path, &[b' '; 2001]);
                assert_eq!(
                    (large.status, &large.json()["error"]["code"]),
                    (413, &json!("too-large"))
                );
            }
        }
    }
    assert_eq!(service.get("/v2").status, 404);
    for reference in description.to_string().split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(!description["components"]["schemas"][name].is_null(), "{name}");
    }
}

#[test]
fn what_cannot_be_asked_is_refused_with_code_and_remedy() {
    let published = Published::once();
    let service = Service::of(&published, "--snapshot out");
    let refused = |body: &[u8], code: &str, word: &str| {
        let answer = service.ask("POST", "/v1/check", body);
        let error = &answer.json()["error"];
        assert_eq!(
            (answer.status, error["code"].as_str()),
            (400, Some(code)),
            "{}",
            answer.body
        );
        assert!(
            error["message"].as_str().unwrap().contains(word),
            "{}",
            answer.body
        );
    };
    refused(b"", "query-invalid", "docs/HTTP-API.md");
    refused(
        b"{\"scenario\":\"ZFCG\",\"name\":\"\xb9\xab\xcb\xbe\"}",
        "query-invalid",
        "line 1",
    );
    refused(
        b"{\"scenario\":\"ZFCG\",\"name\":\"\\ud800\"}",
        "query-invalid",
        "line 1",
    );
    refused(b"{\"scenario\":\"ZFCG\"}", "query-empty", "subject");
    refused(
        b"{\"scenario\":\"NONE\",\"name\":\"x\"}",
        "scenario-unknown",
        "NONE",
    );
    refused(
        b"{\"scenario\":\"ZFCG\",\"kind\":\"man\"}",
        "query-invalid",
        "sole-trader",
    );
    refused(
        b"{\"scenario\":\"ZFCG\",\"on\":\"tomorrow\"}",
        "query-invalid",
        "2026-11-22",
    );
    refused(
        b"{\"scenario\":\"ZFCG\",\"conditions\":[\"x\"]}",
        "query-invalid",
        "document",
    );
    let many = "[".repeat(100_000);
    refused(many.as_bytes(), "query-invalid", "line 1");
    let rows =
        json!({ "scenario": "ZFCG", "rows": [{ "name": "x" }, { "id": { "kind": "no", "value": "1" } }] });
    let answer = service.post("/v1/screen", &rows);
    assert!(
        answer.status == 400 && answer.body.contains("rows[1]: id.kind"),
        "{}",
        answer.body
    );
}

#[test]
fn under_overload_it_says_so_at_once_and_slow_bodies_end() {
    let published = Published::once();
    let service = Service::of(&published, "--snapshot out --max-requests 1 --timeout 2");
    // The place is taken once the request's head has been read, and given back when its time is over: on a busy machine the
    // question may come before or behind that, and another is begun.
    let (mut slow, told) = loop {
        let mut slow = service.connect();
        slow.write_all(b"POST /v1/check HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n{")
            .unwrap();
        let told = service.post("/v1/check", &question(0));
        if told.status != 200 {
            break (slow, told);
        }
    };
    assert_eq!(told.status, 503, "{}", told.body);
    assert!(told.head.contains("retry-after: 1"), "{}", told.head);
    assert_eq!(told.json()["error"]["code"], "overloaded");
    // What needs no place is answered all the same.
    assert_eq!(service.get("/v1/metrics").status, 200);
    let mut end = String::new();
    let _ = BufReader::new(&mut slow).read_line(&mut end);
    assert!(end.contains(" 408 "), "{end}");
    let metrics = service.get("/v1/metrics").body;
    assert!(!metrics.contains("jrp_overloaded_total 0"), "{metrics}");
}

/// The most memory that a process has had, in kilobytes.
#[cfg(target_os = "linux")]
fn peak(process: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn under_overload_memory_follows_the_requests_that_have_a_place() {
    let published = Published::once();
    let service = Service::of(&published, "--snapshot out --max-requests 2 --timeout 20");
    let rows: Vec<String> = (0..20_000)
        .map(|row| format!("{{\"name\":\"示例{row}有限公司\"}}"))
        .collect();
    let body = format!("{{\"scenario\":\"ZFCG\",\"rows\":[{}]}}", rows.join(","));
    let post = || service.ask("POST", "/v1/screen", body.as_bytes()).status;
    assert_eq!(post(), 200);
    let of_one = peak(&service.child);
    let statuses: Vec<u16> = thread::scope(|scope| {
        let askers: Vec<_> = (0..24).map(|_| scope.spawn(post)).collect();
        askers.into_iter().map(|asker| asker.join().unwrap()).collect()
    });
    assert!(
        statuses.iter().all(|status| [200, 503].contains(status)),
        "{statuses:?}"
    );
    assert!(statuses.contains(&200) && statuses.contains(&503), "{statuses:?}");
    // Two at once, whatever else was asked meanwhile.
    let of_many = peak(&service.child);
    assert!(
        of_many < 4 * of_one,
        "{of_many} KB under overload, {of_one} KB for one"
    );
}

#[test]
fn newer_lists_come_into_use_without_a_failed_request() {
    let published = Published::once();
    let service = Arc::new(Service::of(&published, "--snapshot out --refresh 1"));
    let is_over = Arc::new(AtomicBool::new(false));
    let askers: Vec<_> = (0..4)
        .map(|_| {
            let (service, is_over) = (service.clone(), is_over.clone());
            thread::spawn(move || {
                let mut asked = 0;
                while !is_over.load(Ordering::Relaxed) {
                    let answer = service.post("/v1/check", &question(2));
                    assert_eq!(answer.status, 200, "{}", answer.body);
                    asked += 1;
                }
                asked
            })
        })
        .collect();
    let outcome = || service.post("/v1/check", &question(2)).json()["outcome"].clone();
    assert_ne!(outcome(), "prohibited");
    published.publish(17, &[0, 1, 2], "");
    while outcome() != "prohibited" {
        thread::sleep(Duration::from_millis(20));
    }
    assert!(
        service
            .get("/v1/metrics")
            .body
            .contains("jrp_lists_sequence{publisher=")
    );
    // A damaged `latest` leaves in use what was, and is told.
    published.folder.write("out/latest", "nothing");
    let refused = || service.get("/v1/health").json()["refused"].clone();
    while refused().is_null() {
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(outcome(), "prohibited");
    is_over.store(true, Ordering::Relaxed);
    for asker in askers {
        assert!(asker.join().unwrap() > 0);
    }
}

#[test]
fn it_ends_after_the_requests_under_way_and_logs_nothing_of_them() {
    let published = Published::once();
    let service = Service::of(&published, "--snapshot out");
    let body = question(0).to_string();
    assert_eq!(service.ask("POST", "/v1/check", body.as_bytes()).status, 200);
    let bad = format!(
        "{{\"scenario\":\"ZFCG\",\"creditCode\":\"{}\",\"kind\":\"x\"}}",
        CODES[0]
    );
    assert_eq!(service.ask("POST", "/v1/check", bad.as_bytes()).status, 400);
    let mut under_way = service.connect();
    let (first, rest) = body.split_at(10);
    let head = format!(
        "POST /v1/check HTTP/1.1\r\nHost: here\r\nContent-Length: {}\r\n\r\n{first}",
        body.len()
    );
    under_way.write_all(head.as_bytes()).unwrap();
    // Its place is counted once the service has read the head: a full answer to a later connection shows that.
    assert_eq!(service.get("/v1/metrics").status, 200);
    signal(&service.child);
    while TcpStream::connect(&service.address).is_ok() {
        thread::sleep(Duration::from_millis(10));
    }
    under_way.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    under_way.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let (code, said) = service.ended();
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains(CODES[0]), "{said}");
}

#[test]
fn a_client_that_takes_no_answer_holds_its_place_and_is_let_go() {
    let published = Published::once();
    let service = Service::of(&published, "--snapshot out --max-requests 1 --timeout 2");
    let rows = vec!["{}"; 200_000].join(",");
    let body = format!("{{\"scenario\":\"ZFCG\",\"rows\":[{rows}]}}");
    let mut idle = service.connect();
    let head = format!(
        "POST /v1/screen HTTP/1.1\r\nHost: here\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    idle.write_all(head.as_bytes()).unwrap();
    idle.write_all(body.as_bytes()).unwrap();
    let mut begun = [0; 12];
    idle.read_exact(&mut begun).unwrap();
    assert_eq!(&begun, b"HTTP/1.1 200");
    // The answer is far larger than what the system keeps on the way.
    let asked = || service.post("/v1/check", &question(0)).status;
    assert_eq!(asked(), 503);
    while asked() != 200 {
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_refused_body_is_not_told_again_with_its_numbers() {
    let published = Published::once();
    let service = Service::of(&published, "--snapshot out");
    let body = br#"{"scenario":"ZFCG","creditCode":329902199003071230}"#;
    let answer = service.ask("POST", "/v1/check", body);
    assert_eq!(answer.status, 400);
    assert!(
        answer.body.contains("line 1") && !answer.body.contains("329902199003071230"),
        "{}",
        answer.body
    );
}

#[test]
fn a_unix_socket_is_for_owner_and_group_and_goes_with_the_service() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::UnixStream;
    let published = Published::once();
    let path = published.folder.path("s.sock");
    for _ in 0..2 {
        // One that a killed service left behind is no hindrance.
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        let mut child = Command::new(env!("CARGO_BIN_EXE_jrp"))
            .args([
                "serve",
                "--snapshot",
                "out",
                "--trust",
                "keys/jrp.pub",
                "--socket",
                "s.sock",
            ])
            .current_dir(published.folder.path("."))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stream = loop {
            match UnixStream::connect(&path) {
                Ok(stream) => break stream,
                Err(_) => thread::sleep(Duration::from_millis(10)),
            }
        };
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o660
        );
        let answer = ask(
            &mut stream,
            "POST",
            "/v1/check",
            question(0).to_string().as_bytes(),
        );
        assert_eq!(answer.json()["outcome"], "prohibited");
        signal(&child);
        assert!(child.wait().unwrap().success());
        assert!(!path.exists());
    }
}

#[test]
fn several_publishers_and_addresses_that_are_taken() {
    let published = Published::once();
    let service = Service::of(&published, "--snapshot out --snapshot out");
    let answer = service.post("/v1/check", &question(0)).json();
    assert_eq!(answer["findings"][0]["sources"], json!([0, 1]));
    assert_eq!(service.get("/v1/lists").json().as_array().unwrap().len(), 2);
    let taken = published.folder.run(&format!(
        "serve --snapshot out --trust keys/jrp.pub --listen {}",
        service.address
    ));
    assert_eq!(taken.code, 1);
    assert!(taken.err.contains("name another --listen"), "{}", taken.err);
    let (code, said) = service.end();
    assert_eq!(code, Some(0), "{said}");
}

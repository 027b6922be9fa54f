//! `jrp demo --web`: the forms of `examples/web` with the built npm package, on lists made for the day.

mod feed;
mod server;

use super::{Args, enter, folder, words};
use crate::arguments;
use crate::clock;
use crate::error::CliError;
use crate::files::{self, Access, unreadable};
use crate::terminal::{self, STRONG, styled};
use jrp_core::date::Timestamp;
use jrp_core::policy::Lang;
use server::{Server, Site};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::Path;

const PAGES: &str = "examples/web";
const PACKAGE: &str = "bindings-wasm/npm/dist";

const READY: [&str; 2] = [
    "演示站点已就绪，按 Ctrl-C 结束。名单在本机生成，主体全部虚构。",
    "The demo is ready; Ctrl-C ends it. Its lists were made on this computer, every subject is invented.",
];

const TYPE_THESE: [&str; 2] = ["在表单中填写：", "Type these into the forms:"];

/// What to type, and what it shows.
const TO_TYPE: [(&str, [&str; 2]); 5] = [
    (
        "91329902MA9BATDJ57",
        ["政府采购严重违法失信", "on the procurement list"],
    ),
    (
        "91329902MAGPM1QY5W",
        [
            "失信被执行人；招标投标须人工审核",
            "a judgment debtor; in tendering a person reviews",
        ],
    ),
    (
        "91329902MA2ARJELXN",
        ["在列，且校验位不符", "listed, with a wrong check digit"],
    ),
    (
        "91329902MA2HLPMF11",
        ["行政许可可考虑便利措施", "facilitation in licensing"],
    ),
    ("91329902MAD4887N25", ["未发现有效记录", "no effective record"]),
];

pub(super) fn run(args: &Args, here: &Path) -> Result<u8, CliError> {
    // What is missing is told before anything is made.
    let checkout = checkout(here)?;
    let mut site = site(checkout)?;
    let text = |name| {
        files::read_text(
            &checkout.join(PAGES).join(name),
            "use a checkout as it was published",
        )
    };
    let (template, covers) = (text("lists.csv")?, text("covers.txt")?);
    {
        let (folder, _temporary) = folder(args)?;
        enter(&folder)?;
        let made = make_lists(&template, covers.trim(), &mut site);
        enter(here)?;
        made?;
    }
    let server = Server::bind(args.port, site)?;
    tell(args.lang, server.address()?)?;
    server.run();
    Ok(0)
}

/// Makes keys and lists in this folder. They are served from memory, so the folder may go.
fn make_lists(template: &str, covers: &str, site: &mut Site) -> Result<(), CliError> {
    let now = clock::given_or_now(None)?;
    let feed = Path::new("lists.csv");
    files::write(
        feed,
        feed::csv(template, now.beijing_date()).as_bytes(),
        Access::Everybody,
    )?;
    let publish = format!(
        "jrp publish --out lists --feed lists.csv --key keys/jrp.key --publisher 云澜区信用办 --region 329902 --audience public \
         --possible-names --covers {covers} --sequence {}",
        sequence(now)
    );
    for command in ["jrp keygen --out keys", &publish] {
        arguments::parse(words(command).into_iter().map(OsString::from))?.map_or(Ok(0), crate::dispatch)?;
    }
    let published = Path::new("lists");
    let entries = std::fs::read_dir(published).map_err(|source| unreadable(published, source))?;
    for entry in entries {
        let path = entry.map_err(|source| unreadable(published, source))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_file() && !name.starts_with('.') {
            site.files.insert(format!("/lists/{name}"), files::read(&path)?);
        }
    }
    let key = files::read(Path::new("keys/jrp.pub"))?;
    site.files.insert("/publisher.pub".to_owned(), key);
    Ok(())
}

/// Rises with time, so that a browser that has seen an earlier demo follows: 2026-11-22T14:29:32 is 20261122142932.
fn sequence(now: Timestamp) -> String {
    let text = now.to_string();
    text.chars()
        .take("2026-11-22T14:29:32".len())
        .filter(char::is_ascii_digit)
        .collect()
}

/// The checkout around this folder.
fn checkout(here: &Path) -> Result<&Path, CliError> {
    let checkout = here.ancestors().find(|folder| folder.join(PAGES).is_dir());
    checkout.ok_or_else(|| CliError::NoPages {
        here: here.to_owned(),
    })
}

/// Its pages and its package.
fn site(checkout: &Path) -> Result<Site, CliError> {
    let package = checkout.join(PACKAGE);
    if !package.join("jrp.wasm").is_file() {
        return Err(CliError::NoPackage { path: package });
    }
    Ok(Site {
        folders: vec![("/jrp/", package), ("/", checkout.join(PAGES))],
        files: BTreeMap::new(),
    })
}

fn tell(lang: Lang, address: SocketAddr) -> Result<(), CliError> {
    let query = lang.pick(["", "?lang=en"]);
    let address = styled(STRONG, &format!("http://{address}/{query}"));
    let mut text = format!(
        "\n{}\n\n  {address}\n\n{}\n",
        lang.pick(READY),
        lang.pick(TYPE_THESE)
    );
    for (code, about) in TO_TYPE {
        text.push_str(&format!("  {code}  {}\n", lang.pick(about)));
    }
    terminal::print(&text)
}

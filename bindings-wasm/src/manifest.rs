//! The signed manifest of a published folder, held for JavaScript.

use crate::error::Failure;
use crate::roster::RawRoster;
use crate::trust::RawTrust;
use jrp_core::date::Timestamp;
use jrp_core::json::to_json;
use jrp_core::manifest::{Have, Layer, Manifest, UnverifiedManifest};
use jrp_core::snapshot::Audience;
use jrp_core::suite::Suite;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// What a published folder holds now, and whose it is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ManifestInfo<'a> {
    /// 发布机构
    publisher: &'a str,
    /// 行政区划
    region: &'a str,
    /// Whom it is for
    audience: Audience,
    /// Which algorithms digest its files
    suite: Suite,
    /// Sequence of the newest layer
    sequence: u64,
    /// Header digest of the newest layer
    digest: String,
    /// When the newest layer was issued
    issued_at: Timestamp,
    /// When the next publication is due
    next_update: Timestamp,
    /// After this nothing is answered from it
    expires_at: Timestamp,
    /// The base, then its deltas
    layers: Vec<LayerInfo>,
}

impl jrp_core::json::Plain for ManifestInfo<'_> {}

/// One file of a published folder.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LayerInfo {
    /// What it is called in the folder
    file: String,
    /// Its length
    bytes: u64,
    /// Its sequence
    sequence: u64,
}

/// What is to be fetched so that a manifest can be followed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlanInfo {
    /// Files to fetch, the oldest layer first
    fetch: Vec<LayerInfo>,
    /// How many layers at the bottom are those of the last manifest: an open roster needs only the rest laid on it. 0 means a new base
    kept: usize,
}

impl jrp_core::json::Plain for PlanInfo {}

impl From<&Layer> for LayerInfo {
    fn from(layer: &Layer) -> Self {
        Self {
            file: layer.file_name(),
            bytes: layer.bytes,
            sequence: layer.sequence,
        }
    }
}

/// A verified manifest.
#[wasm_bindgen]
pub struct RawManifest {
    manifest: Manifest,
}

#[wasm_bindgen]
impl RawManifest {
    /// Reads and verifies; where a publisher is named, only that one's is accepted.
    pub fn read(bytes: &[u8], trust: &RawTrust, publisher: Option<String>) -> Result<Self, JsValue> {
        let unverified = UnverifiedManifest::parse(bytes).map_err(Failure::from)?;
        let manifest = unverified.verify(&trust.anchors, publisher.as_deref());
        Ok(Self {
            manifest: manifest.map_err(Failure::from)?,
        })
    }

    /// What it says, as JSON.
    pub fn info(&self) -> String {
        let manifest = &self.manifest;
        to_json(&ManifestInfo {
            publisher: &manifest.publisher,
            region: &manifest.region,
            audience: manifest.audience,
            suite: manifest.suite,
            sequence: manifest.sequence(),
            digest: manifest.digest(),
            issued_at: manifest.issued_at,
            next_update: manifest.next_update,
            expires_at: manifest.expires_at,
            layers: manifest.layers().map(LayerInfo::from).collect(),
        })
    }

    /// What a host without any publication must fetch, `files` being the names of those at hand, as JSON.
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript gives the names away")]
    pub fn plan(&self, files: Vec<String>) -> Result<String, JsValue> {
        self.plan_after(None, &files)
    }

    /// The same for a host that followed `last`; refuses rollback and another publication in its place.
    #[wasm_bindgen(js_name = planFrom)]
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript gives the names away")]
    pub fn plan_from(&self, last: &Self, files: Vec<String>) -> Result<String, JsValue> {
        self.plan_after(Some(last.manifest.clone()), &files)
    }

    /// Whether these are the bytes of the layer at this position, by length and digest.
    pub fn matches(&self, at: usize, bytes: &[u8]) -> bool {
        let layer = self.manifest.layers().nth(at);
        layer.is_some_and(|layer| layer.matches(self.manifest.suite, bytes))
    }

    /// Fails where the roster is not the one announced.
    /// Its evidence names the publication from then on.
    pub fn announces(&self, roster: &mut RawRoster) -> Result<(), JsValue> {
        let announced = match roster.alone() {
            Some(roster) => self.manifest.announce(roster),
            None => self.manifest.announces(roster.header(), roster.digest()),
        };
        Ok(announced.map_err(Failure::from)?)
    }

    fn plan_after(&self, last: Option<Manifest>, files: &[String]) -> Result<String, JsValue> {
        // A name that is not a file of ours is of no use, so it is passed over.
        let at_hand = self
            .manifest
            .layers()
            .chain(last.iter().flat_map(Manifest::layers));
        let at_hand = at_hand.filter(|layer| files.contains(&layer.file_name()));
        let have = Have {
            files: at_hand.map(|layer| layer.file).collect(),
            last: last.clone(),
        };
        let plan = self.manifest.plan(&have).map_err(Failure::from)?;
        Ok(to_json(&PlanInfo {
            fetch: plan.fetch.iter().map(LayerInfo::from).collect(),
            kept: plan.kept,
        }))
    }
}

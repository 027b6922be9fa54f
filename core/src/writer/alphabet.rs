//! The characters of a text column, numbered.

/// No number.
const NONE: u32 = u32::MAX;

/// The characters that occur, U+0000 for the end among them.
pub(super) struct Alphabet {
    pub(super) characters: Vec<char>,
    /// By code point, up to the greatest that occurs
    number: Vec<u32>,
}

impl Alphabet {
    pub(super) fn of(strings: &[&str]) -> Self {
        let mut number = vec![0];
        for character in strings.iter().flat_map(|text| text.chars()) {
            let at = character as usize;
            if at >= number.len() {
                number.resize(at + 1, NONE);
            }
            number[at] = 0;
        }
        let mut characters = Vec::new();
        for (code, number) in (0..).zip(&mut number).filter(|(_, number)| **number != NONE) {
            *number = characters.len() as u32;
            characters.extend(char::from_u32(code));
        }
        Self { characters, number }
    }

    /// These characters, which ascend.
    pub(super) fn of_characters(characters: Vec<char>) -> Self {
        let greatest = characters.last().map_or(0, |c| *c as usize);
        let mut number = vec![NONE; greatest + 1];
        for (at, character) in (0..).zip(&characters) {
            number[*character as usize] = at;
        }
        Self { characters, number }
    }

    /// The character's number.
    pub(super) fn number(&self, character: char) -> Option<u32> {
        let number = self.number.get(character as usize).copied();
        number.filter(|number| *number != NONE)
    }

    /// Appends the numbers of the text's characters, the end's last.
    pub(super) fn spell(&self, text: &str, symbols: &mut Vec<u32>) {
        symbols.extend(text.chars().chain(['\0']).map(|c| self.number[c as usize]));
    }
}

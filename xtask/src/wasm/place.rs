//! The places in source files where panics would say they happened: nothing reads them once panics are bare traps.

use walrus::ir::Value;
use walrus::{ConstExpr, DataId, DataKind, Module};

/// As `core::panic::Location` lies in memory: address and length of the file's name, line, column.
const WORDS: usize = 4;

/// More than any line or column of a source file.
const NUMBER_MAX: u32 = 100_000;

/// Blanks every place and the name of its file, so that they compress to nothing.
pub(super) fn blank(module: &mut Module) {
    let memory = Memory::of(module);
    let places: Vec<Span> = memory.places().collect();
    for span in places {
        let value = &mut module.data.get_mut(span.segment).value;
        if let Some(bytes) = value.get_mut(span.start..span.start + span.len) {
            bytes.fill(0);
        }
    }
}

/// Bytes of a data segment.
struct Span {
    segment: DataId,
    start: usize,
    len: usize,
}

/// What lies in memory at the start.
struct Memory {
    segments: Vec<(usize, DataId, Vec<u8>)>,
}

impl Memory {
    fn of(module: &Module) -> Self {
        let segments = module.data.iter().filter_map(|data| match &data.kind {
            DataKind::Active {
                offset: ConstExpr::Value(Value::I32(start)),
                ..
            } => Some((*start as u32 as usize, data.id(), data.value.clone())),
            _ => None,
        });
        Self {
            segments: segments.collect(),
        }
    }

    /// The places and the names they point to.
    fn places(&self) -> impl Iterator<Item = Span> {
        self.segments.iter().flat_map(move |(start, id, bytes)| {
            let first = start.next_multiple_of(4) - start;
            let aligned = (first..bytes.len()).step_by(4);
            aligned.flat_map(move |at| {
                let name = self.name_of_place(bytes.get(at..).unwrap_or_default());
                let place = Span {
                    segment: *id,
                    start: at,
                    len: 4 * WORDS,
                };
                name.map(|name| [place, name]).into_iter().flatten()
            })
        })
    }

    /// The file's name, where `bytes` begin with a place.
    fn name_of_place(&self, bytes: &[u8]) -> Option<Span> {
        let (words, _) = bytes.split_at_checked(4 * WORDS)?;
        let (words, _) = words.as_chunks::<4>();
        let [name, len, line, column] = *words else {
            return None;
        };
        let numbers = [line, column].map(u32::from_le_bytes);
        if !numbers.iter().all(|number| (1..NUMBER_MAX).contains(number)) {
            return None;
        }
        let (name, len) = (
            u32::from_le_bytes(name) as usize,
            u32::from_le_bytes(len) as usize,
        );
        let (segment, start, text) = self.segments.iter().find_map(|(start, id, bytes)| {
            let start = name.checked_sub(*start)?;
            Some((*id, start, bytes.get(start..start.checked_add(len)?)?))
        })?;
        let is_path = text
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(byte));
        (is_path && text.ends_with(b".rs")).then_some(Span { segment, start, len })
    }
}

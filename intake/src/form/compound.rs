//! The compound file that an old workbook (XLS) is, looked through before anything is read out of it.
//!
//! Its reader lays sheets out as wide and as high as two cells or a record of dimensions say, copies the text of a shared string
//! into every cell that names it, and follows chains of sectors without an end. What that would come to is counted here.

/// Cells that all sheets may be laid out as; each takes some fifty bytes, twice.
const CELLS: u64 = 1 << 23;

/// Bytes that the texts of all cells may have.
const TEXTS: u64 = 1 << 28;

/// Bytes of records that may be looked at: several sheets may be said to stand at one place.
const LOOKED_AT: u64 = 1 << 30;

/// Columns that such a sheet has.
const COLUMNS: u16 = 256;

/// Sheets that a workbook may have.
const SHEETS: usize = 1000;

/// Why nothing is read out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    TooLarge,
    Broken,
}

/// Refuses a workbook that its reader would lay out larger than a table may be.
pub(super) fn look(bytes: &[u8]) -> Result<(), Fault> {
    let stream = workbook(bytes).ok_or(Fault::Broken)?;
    let (mut sheets, mut strings) = (Vec::new(), Vec::new());
    for record in Records(&stream) {
        match record.kind {
            0x0085 => sheets.push(number(record.data, 0, 4).ok_or(Fault::Broken)? as usize),
            0x00FC => strings = lengths(&record).ok_or(Fault::Broken)?,
            0x000A => break,
            _ => {}
        }
    }
    if sheets.len() > SHEETS {
        return Err(Fault::TooLarge);
    }
    let mut left = Left {
        cells: CELLS,
        texts: TEXTS,
        looked_at: LOOKED_AT,
    };
    for at in sheets {
        left.sheet(stream.get(at..).ok_or(Fault::Broken)?, &strings)?;
    }
    Ok(())
}

/// What is left of each limit.
struct Left {
    cells: u64,
    texts: u64,
    looked_at: u64,
}

impl Left {
    fn sheet(&mut self, stream: &[u8], strings: &[u64]) -> Result<(), Fault> {
        let take = |left: &mut u64, used: u64| {
            *left = left.checked_sub(used).ok_or(Fault::TooLarge)?;
            Ok(())
        };
        let (mut depth, mut said, mut extent) = (0_u32, 0, Extent::default());
        for record in Records(stream) {
            take(&mut self.looked_at, record.data.len() as u64 + 4)?;
            match record.kind {
                0x0809 => depth += 1,
                0x000A if depth <= 1 => break,
                0x000A => depth -= 1,
                0x0200 => said = dimensions(record.data).ok_or(Fault::Broken)?,
                0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                    let place = |at| number(record.data, at, 2).ok_or(Fault::Broken);
                    let last = match record.kind {
                        0x00BD => place(record.data.len().saturating_sub(2))?,
                        _ => place(2)?,
                    };
                    extent.add(place(0)?, place(2)?)?;
                    extent.add(place(0)?, last)?;
                    if record.kind == 0x00FD {
                        let string = number(record.data, 6, 4).ok_or(Fault::Broken)? as usize;
                        take(&mut self.texts, strings.get(string).copied().unwrap_or(0))?;
                    }
                }
                _ => {}
            }
        }
        take(&mut self.cells, said.max(extent.cells()))
    }
}

/// From the first to the last row and column that has a cell.
#[derive(Default)]
struct Extent(Option<[u64; 4]>);

impl Extent {
    fn add(&mut self, row: u64, column: u64) -> Result<(), Fault> {
        if column >= u64::from(COLUMNS) {
            return Err(Fault::TooLarge);
        }
        let [top, left, bottom, right] = self.0.unwrap_or([row, column, row, column]);
        self.0 = Some([top.min(row), left.min(column), bottom.max(row), right.max(column)]);
        Ok(())
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| {
            (bottom - top + 1) * (right - left + 1)
        })
    }
}

/// The cells that a record of dimensions makes room for: rows and columns up to those it says.
fn dimensions(data: &[u8]) -> Option<u64> {
    let (rows, columns) = match data.len() {
        10 => (number(data, 2, 2)?, number(data, 6, 2)?),
        _ => (number(data, 4, 4)?, number(data, 10, 2)?),
    };
    Some(rows.max(1) * columns.max(1))
}

/// Bytes of each shared string at most, as text.
fn lengths(record: &Record<'_>) -> Option<Vec<u64>> {
    let mut lengths = Vec::new();
    let mut parts = record.more.iter().copied();
    let mut data = record.data.get(8..)?;
    loop {
        if data.is_empty() {
            match parts.next() {
                Some(next) => data = next,
                None => return Some(lengths),
            }
            continue;
        }
        let (count, flags) = (number(data, 0, 2)?, *data.get(2)?);
        data = data.get(3..)?;
        let mut behind = 0;
        if flags & 8 != 0 {
            behind += 4 * number(data, 0, 2)?;
            data = data.get(2..)?;
        }
        if flags & 4 != 0 {
            behind += number(data, 0, 4)?;
            data = data.get(4..)?;
        }
        lengths.push(3 * count);
        let (mut left, mut is_wide) = (count, flags & 1 != 0);
        loop {
            let size = 1 + usize::from(is_wide);
            let here = (left as usize).min(data.len() / size);
            data = data.get(here * size..)?;
            left -= here as u64;
            if left == 0 {
                break;
            }
            let (first, next) = parts.next()?.split_first()?;
            (is_wide, data) = (first & 1 != 0, next);
        }
        while behind > 0 {
            let here = behind.min(data.len() as u64);
            data = data.get(here as usize..)?;
            behind -= here;
            if behind > 0 {
                data = parts.next()?;
            }
        }
    }
}

/// A record with those that continue it.
struct Record<'s> {
    kind: u16,
    data: &'s [u8],
    more: Vec<&'s [u8]>,
}

/// The records of a stream, up to where there are none any more.
struct Records<'s>(&'s [u8]);

impl<'s> Records<'s> {
    fn one(&mut self) -> Option<(u16, &'s [u8])> {
        let kind = number(self.0, 0, 2)? as u16;
        let length = number(self.0, 2, 2)? as usize;
        let data = self.0.get(4..4 + length)?;
        self.0 = self.0.get(4 + length..)?;
        Some((kind, data))
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        const CONTINUE: u64 = 0x003C;
        let (kind, data) = self.one()?;
        let mut more = Vec::new();
        while number(self.0, 0, 2) == Some(CONTINUE) {
            more.push(self.one()?.1);
        }
        Some(Record { kind, data, more })
    }
}

/// Sectors and which follows which.
struct Chains<'b> {
    sectors: &'b [u8],
    size: usize,
    next: Vec<u32>,
}

impl Chains<'_> {
    /// The bytes of a chain, up to a length; `None` where it has no end.
    fn bytes(&self, start: u64, length: u64) -> Option<Vec<u8>> {
        const END: u64 = 0xFFFF_FFFE;
        let mut bytes = Vec::new();
        let (mut at, most) = (start, self.sectors.len() / self.size + 2);
        for _ in 0..most {
            if at == END || bytes.len() as u64 >= length {
                bytes.truncate(usize::try_from(length).unwrap_or(usize::MAX));
                return Some(bytes);
            }
            let from = usize::try_from(at).ok()?.checked_mul(self.size)?;
            let rest = self.sectors.get(from..)?;
            bytes.extend_from_slice(rest.get(..self.size).unwrap_or(rest));
            at = u64::from(*self.next.get(at as usize)?);
        }
        None
    }
}

/// The stream of the workbook: the first of its name, in its sectors or in those of small streams.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    const RESERVED: u64 = 0xFFFF_FFFA;
    let (size, start) = match number(bytes, 30, 2)? {
        9 => (512, 512),
        12 => (4096, 4096),
        _ => return None,
    };
    let mut chains = Chains {
        sectors: bytes.get(start..)?,
        size,
        next: Vec::new(),
    };
    let words = |bytes: &[u8]| -> Vec<u32> {
        let (words, _) = bytes.as_chunks::<4>();
        words.iter().map(|word| u32::from_le_bytes(*word)).collect()
    };
    // Where the table of chains stands: 109 places in the header, the others in a chain of their own.
    let sector = |id: u64| {
        let from = usize::try_from(id).ok()?.checked_mul(size)?;
        let rest = bytes.get(start..)?.get(from..)?;
        Some(rest.get(..size).unwrap_or(rest))
    };
    let mut places = words(bytes.get(76..512)?);
    let mut further = number(bytes, 68, 4)?;
    for _ in 0..=bytes.len() / size {
        if further >= RESERVED {
            break;
        }
        places.extend(words(sector(further)?));
        further = u64::from(places.pop()?);
    }
    if further < RESERVED {
        return None;
    }
    for place in places
        .into_iter()
        .map(u64::from)
        .filter(|place| *place < 0xFFFF_FFFC)
    {
        chains.next.extend(words(sector(place)?));
    }
    let directory = chains.bytes(number(bytes, 48, 4)?, u64::MAX)?;
    let entries = directory.chunks_exact(128);
    let long = if size == 512 { 4 } else { 8 };
    let place = |entry: &[u8]| Some((number(entry, 116, 4)?, number(entry, 120, long)?));
    let named = |wanted: &str| {
        entries.clone().find(|entry| {
            let units: Vec<u16> = { entry.get(..64).unwrap_or_default().as_chunks::<2>().0.iter() }
                .map(|unit| u16::from_le_bytes(*unit))
                .take_while(|unit| *unit != 0)
                .collect();
            String::from_utf16_lossy(&units).eq_ignore_ascii_case(wanted)
        })
    };
    let (first, length) = place(named("Workbook").or_else(|| named("Book"))?)?;
    let small_count = number(bytes, 64, 4)?;
    let root = place(directory.get(..128)?)?;
    let small = match small_count {
        0 => None,
        count => Some((
            chains.bytes(root.0, root.1)?,
            words(&chains.bytes(number(bytes, 60, 4)?, count * size as u64)?),
        )),
    };
    if length >= 4096 {
        return chains.bytes(first, length);
    }
    let (sectors, next) = small?;
    let small = Chains {
        sectors: &sectors,
        size: 64,
        next,
    };
    small.bytes(first, length)
}

/// A number of up to eight bytes, little-endian.
fn number(bytes: &[u8], at: usize, count: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(count)?)?;
    let digits = bytes.iter().rev();
    Some(digits.fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

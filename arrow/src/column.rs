//! The cells of one column as text.

use crate::TEXT_MAX;
use crate::abi::{ArrowArray, ArrowSchema};
use crate::error::ArrowError;
use core::ffi::{CStr, c_void};
use core::marker::PhantomData;
use core::ptr::null;

/// No array reaches further; what does is not an offset but an uninitialised number.
const REACH_MAX: usize = isize::MAX as usize / 32;

/// A column of texts. It reads what the arrays of `'a` own.
pub(crate) struct Column<'a> {
    title: &'static str,
    cells: Cells<'a>,
    nulls: Nulls<'a>,
    /// The first cell
    from: usize,
    /// How many cells may be asked for
    count: usize,
}

/// Which cells hold nothing.
pub(crate) struct Nulls<'a> {
    /// A bit for each cell that says whether it holds anything; NULL where all do
    bits: *const u8,
    /// The first cell
    from: usize,
    arrays: PhantomData<&'a ArrowArray>,
}

impl Nulls<'_> {
    fn none() -> Self {
        Self {
            bits: null(),
            from: 0,
            arrays: PhantomData,
        }
    }

    /// # Safety
    /// As for [`Column::new`], for the time of this value; `from` is the first cell asked for, with the array's own offset.
    pub(crate) unsafe fn new(what: &str, array: &ArrowArray, from: usize) -> Result<Self, ArrowError> {
        if array.null_count == 0 || array.length == 0 {
            return Ok(Self::none());
        }
        // SAFETY: as the caller promises.
        let bits: *const u8 = unsafe { buffer(what, array, 0)? }.cast();
        if bits.is_null() && array.null_count > 0 {
            return Err(ArrowError::Null {
                what: format!("{what}: the bitmap of its {} nulls", array.null_count),
            });
        }
        Ok(Self {
            bits,
            from,
            arrays: PhantomData,
        })
    }

    /// Whether a cell is null, counted from the first one asked for, which lies inside the array.
    #[inline]
    pub(crate) fn has(&self, row: usize) -> bool {
        let at = self.from + row;
        // SAFETY: there is a bit for each cell of the array.
        !self.bits.is_null() && unsafe { self.bits.add(at / 8).read() } >> (at % 8) & 1 == 0
    }
}

enum Cells<'a> {
    /// All are null
    Nothing,
    Texts {
        offsets: Offsets,
        data: *const u8,
        /// Where the data end
        end: usize,
    },
    Views {
        views: *const u8,
        /// The data with their lengths
        data: Vec<(*const u8, usize)>,
    },
    Keys {
        keys: *const u8,
        width: Width,
        values: Box<Column<'a>>,
    },
}

#[derive(Clone, Copy)]
enum Offsets {
    Short(*const i32),
    Long(*const i64),
}

/// What keys of a dictionary are.
#[derive(Clone, Copy)]
enum Width {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
}

impl<'a> Column<'a> {
    /// A column of a table whose rows are `from` on, `rows` of them, before the column's own offset.
    ///
    /// # Safety
    /// Schema and array are of one array as the interface promises, and stay so for the time of `'a`.
    pub(crate) unsafe fn new(
        title: &'static str,
        schema: &'a ArrowSchema,
        array: &'a ArrowArray,
        (from, rows): (usize, usize),
    ) -> Result<Self, ArrowError> {
        let (offset, length) = extent(&format!("column {title}"), array)?;
        if from.checked_add(rows).is_none_or(|end| end > length) {
            return Err(ArrowError::Length {
                what: format!("column {title} has {length} cells, fewer than the table has rows"),
            });
        }
        // SAFETY: as the caller promises.
        let cells = unsafe { cells(title, schema, array, offset + length, length)? };
        let from = offset + from;
        let nulls = match &cells {
            Cells::Nothing => Nulls::none(),
            // SAFETY: as the caller promises.
            _ => unsafe { Nulls::new(&format!("column {title}"), array, from)? },
        };
        Ok(Self {
            title,
            cells,
            nulls,
            from,
            count: rows,
        })
    }

    /// The text in a row; `None` where it is null.
    #[inline]
    pub(crate) fn text(&self, row: usize) -> Result<Option<&'a str>, ArrowError> {
        let Some(bytes) = self.bytes(row)? else {
            return Ok(None);
        };
        core::str::from_utf8(bytes)
            .map(Some)
            .map_err(|error| ArrowError::Utf8 {
                column: self.title,
                row,
                offset: error.valid_up_to(),
            })
    }

    fn bytes(&self, row: usize) -> Result<Option<&'a [u8]>, ArrowError> {
        if row >= self.count {
            return Err(self.wrong(row, "there is no such row"));
        }
        let at = self.from + row;
        if self.nulls.has(row) {
            return Ok(None);
        }
        match &self.cells {
            Cells::Nothing => Ok(None),
            Cells::Texts { offsets, data, end } => {
                // SAFETY: there is an offset more than there are cells.
                let (start, stop) = unsafe { (offsets.at(at), offsets.at(at + 1)) };
                let range = start
                    .zip(stop)
                    .filter(|(start, stop)| start <= stop && stop <= end);
                let (start, stop) =
                    range.ok_or_else(|| self.wrong(row, "its offsets lie outside the data"))?;
                self.no_longer(row, stop - start)?;
                // SAFETY: the data reach up to the last offset, which is `end`.
                Ok(Some(unsafe { slice(*data, start, stop - start) }))
            }
            Cells::Views { views, data } => {
                // SAFETY: there are 16 bytes for each cell.
                let view: [u8; 16] = unsafe { views.add(at * 16).cast::<[u8; 16]>().read_unaligned() };
                let number = |from: usize| {
                    let bytes = view.get(from..from + 4).and_then(|part| part.try_into().ok());
                    bytes.and_then(|bytes| usize::try_from(i32::from_ne_bytes(bytes)).ok())
                };
                let outside = || self.wrong(row, "its view lies outside the data");
                let length = number(0).ok_or_else(outside)?;
                if length <= 12 {
                    // SAFETY: a short text stands in the view itself.
                    return Ok(Some(unsafe { slice(*views, at * 16 + 4, length) }));
                }
                let (number, start) = number(8).zip(number(12)).ok_or_else(outside)?;
                let (data, size) = *data.get(number).ok_or_else(outside)?;
                if start.checked_add(length).is_none_or(|end| end > size) {
                    return Err(outside());
                }
                self.no_longer(row, length)?;
                // SAFETY: inside the buffer, as long as that says it is.
                Ok(Some(unsafe { slice(data, start, length) }))
            }
            Cells::Keys { keys, width, values } => {
                // SAFETY: there is a key for each cell.
                let key = unsafe { width.read(*keys, at) }.filter(|key| *key < values.count);
                let key = key.ok_or_else(|| self.wrong(row, "its key is not in the dictionary"))?;
                values.bytes(key)
            }
        }
    }

    fn no_longer(&self, row: usize, length: usize) -> Result<(), ArrowError> {
        match length > TEXT_MAX {
            true => Err(self.wrong(
                row,
                &format!("the text has {length} bytes; {TEXT_MAX} are the most"),
            )),
            false => Ok(()),
        }
    }

    pub(crate) fn wrong(&self, row: usize, what: &str) -> ArrowError {
        ArrowError::Invalid {
            what: format!("column {}, row {row}: {what}", self.title),
        }
    }
}

/// Offset and length of an array.
pub(crate) fn extent(title: &str, array: &ArrowArray) -> Result<(usize, usize), ArrowError> {
    let extent = usize::try_from(array.offset)
        .ok()
        .zip(usize::try_from(array.length).ok());
    extent
        .filter(|(offset, length)| offset.checked_add(*length).is_some_and(|end| end < REACH_MAX))
        .ok_or_else(|| ArrowError::Length {
            what: format!(
                "{title}: an offset of {} with a length of {} is impossible",
                array.offset, array.length
            ),
        })
}

/// # Safety
/// As for [`Column::new`]; `end` is where the array's cells end, `length` how many there are.
unsafe fn cells<'a>(
    title: &'static str,
    schema: &'a ArrowSchema,
    array: &'a ArrowArray,
    end: usize,
    length: usize,
) -> Result<Cells<'a>, ArrowError> {
    // SAFETY: as the caller promises.
    let format = unsafe { format_of(title, schema)? };
    let needed = |at: usize, what: &str| {
        // SAFETY: as the caller promises.
        let found = unsafe { buffer(&format!("column {title}"), array, at)? };
        match found.is_null() {
            true => Err(ArrowError::Null {
                what: format!("column {title}: the buffer of its {what}"),
            }),
            false => Ok(found),
        }
    };
    if !schema.dictionary.is_null() {
        let width = Width::of(format).ok_or_else(|| unknown(title, format))?;
        let what = format!("column {title}: its dictionary");
        // SAFETY: NULL or the dictionary's, as the caller promises.
        let (values_schema, values) = unsafe {
            (
                readable(schema.dictionary, &what)?,
                readable(array.dictionary, &what)?,
            )
        };
        if !values_schema.dictionary.is_null() {
            return Err(ArrowError::Invalid {
                what: format!("column {title} is a dictionary of a dictionary; give one of texts"),
            });
        }
        if length == 0 {
            return Ok(Cells::Nothing);
        }
        let count = extent(&what, values)?.1;
        return Ok(Cells::Keys {
            keys: needed(1, "keys")?.cast(),
            width,
            // SAFETY: as the caller promises.
            values: Box::new(unsafe { Column::new(title, values_schema, values, (0, count))? }),
        });
    }
    if !matches!(format, b"n" | b"u" | b"U" | b"vu") {
        return Err(unknown(title, format));
    }
    // An array without cells may be without buffers.
    if format == b"n" || length == 0 {
        return Ok(Cells::Nothing);
    }
    if format == b"vu" {
        // SAFETY: as the caller promises.
        let data = unsafe { view_buffers(&format!("column {title}"), array)? };
        return Ok(Cells::Views {
            views: needed(1, "views")?.cast(),
            data,
        });
    }
    let offsets = needed(1, "offsets")?;
    let offsets = match format {
        b"u" => Offsets::Short(offsets.cast()),
        _ => Offsets::Long(offsets.cast()),
    };
    // SAFETY: there is an offset more than there are cells.
    let last = unsafe { offsets.at(end) }.filter(|last| *last < REACH_MAX);
    let last = last.ok_or_else(|| ArrowError::Length {
        what: format!("column {title}: its last offset is impossible"),
    })?;
    let data = match last {
        0 => null(),
        _ => needed(2, "data")?,
    };
    Ok(Cells::Texts {
        offsets,
        data: data.cast(),
        end: last,
    })
}

/// The buffers behind the views, whose lengths stand in the last one.
///
/// # Safety
/// As for [`Column::new`].
unsafe fn view_buffers(title: &str, array: &ArrowArray) -> Result<Vec<(*const u8, usize)>, ArrowError> {
    let wrong = |what: &str| ArrowError::Length {
        what: format!("{title}: {what}"),
    };
    let count = usize::try_from(array.n_buffers)
        .ok()
        .and_then(|all| all.checked_sub(3));
    let count = count
        .filter(|count| *count <= crate::ROWS_MAX)
        .ok_or_else(|| wrong("so many buffers are impossible"))?;
    // SAFETY: as the caller promises.
    let lengths: *const i64 = unsafe { buffer(title, array, count + 2)? }.cast();
    if lengths.is_null() && count > 0 {
        return Err(ArrowError::Null {
            what: format!("{title}: the lengths of its buffers"),
        });
    }
    let one = |at: usize| {
        // SAFETY: there is a length for each of these buffers.
        let length = unsafe { lengths.add(at).read_unaligned() };
        let length = usize::try_from(length).ok().filter(|length| *length < REACH_MAX);
        let length = length.ok_or_else(|| wrong("the length of a buffer is impossible"))?;
        // SAFETY: as the caller promises.
        let data: *const u8 = unsafe { buffer(title, array, at + 2)? }.cast();
        Ok((data, if data.is_null() { 0 } else { length }))
    };
    (0..count).map(one).collect()
}

/// A struct of the interface.
///
/// # Safety
/// `place` is NULL or points to one that stays for the time of `'a`.
pub(crate) unsafe fn readable<'a, T>(place: *const T, what: &str) -> Result<&'a T, ArrowError> {
    if !place.is_aligned() {
        return Err(ArrowError::Length {
            what: format!("{what} is not where such a struct may be"),
        });
    }
    // SAFETY: aligned, and NULL or readable, as the caller promises.
    unsafe { place.as_ref() }.ok_or_else(|| ArrowError::Null {
        what: what.to_owned(),
    })
}

/// The buffer at a place.
///
/// # Safety
/// As for [`Column::new`].
unsafe fn buffer(what: &str, array: &ArrowArray, at: usize) -> Result<*const c_void, ArrowError> {
    let count = usize::try_from(array.n_buffers).unwrap_or_default();
    if at >= count || array.buffers.is_null() {
        return Err(ArrowError::Length {
            what: format!("{what} has {} buffers, too few for its type", array.n_buffers),
        });
    }
    // SAFETY: `count` pointers stand there.
    Ok(unsafe { array.buffers.add(at).read_unaligned() })
}

/// # Safety
/// As for [`Column::new`].
pub(crate) unsafe fn format_of<'a>(title: &str, schema: &'a ArrowSchema) -> Result<&'a [u8], ArrowError> {
    if schema.format.is_null() {
        return Err(ArrowError::Null {
            what: format!("{title}: the format of its type"),
        });
    }
    // SAFETY: the interface ends it with a NUL.
    Ok(unsafe { CStr::from_ptr(schema.format) }.to_bytes())
}

fn unknown(title: &str, format: &[u8]) -> ArrowError {
    let format: String = String::from_utf8_lossy(format).chars().take(40).collect();
    ArrowError::Invalid {
        what: format!(
            "column {title} is of the Arrow type {format:?}; give utf8, large_utf8, utf8_view or a dictionary of texts"
        ),
    }
}

/// # Safety
/// `length` bytes are readable at `start` behind `data` for the time of `'a`.
unsafe fn slice<'a>(data: *const u8, start: usize, length: usize) -> &'a [u8] {
    match length {
        0 => &[],
        // SAFETY: as the caller promises.
        _ => unsafe { core::slice::from_raw_parts(data.add(start), length) },
    }
}

impl Offsets {
    /// # Safety
    /// There is an offset at this place.
    unsafe fn at(self, place: usize) -> Option<usize> {
        // SAFETY: as the caller promises.
        unsafe {
            match self {
                Self::Short(offsets) => usize::try_from(offsets.add(place).read_unaligned()).ok(),
                Self::Long(offsets) => usize::try_from(offsets.add(place).read_unaligned()).ok(),
            }
        }
    }
}

impl Width {
    fn of(format: &[u8]) -> Option<Self> {
        Some(match format {
            b"c" => Self::I8,
            b"C" => Self::U8,
            b"s" => Self::I16,
            b"S" => Self::U16,
            b"i" => Self::I32,
            b"I" => Self::U32,
            b"l" => Self::I64,
            b"L" => Self::U64,
            _ => return None,
        })
    }

    /// # Safety
    /// There is a key at this place.
    unsafe fn read(self, keys: *const u8, place: usize) -> Option<usize> {
        // SAFETY: as the caller promises.
        unsafe {
            match self {
                Self::I8 => usize::try_from(keys.cast::<i8>().add(place).read()).ok(),
                Self::U8 => Some(usize::from(keys.add(place).read())),
                Self::I16 => usize::try_from(keys.cast::<i16>().add(place).read_unaligned()).ok(),
                Self::U16 => Some(usize::from(keys.cast::<u16>().add(place).read_unaligned())),
                Self::I32 => usize::try_from(keys.cast::<i32>().add(place).read_unaligned()).ok(),
                Self::U32 => usize::try_from(keys.cast::<u32>().add(place).read_unaligned()).ok(),
                Self::I64 => usize::try_from(keys.cast::<i64>().add(place).read_unaligned()).ok(),
                Self::U64 => usize::try_from(keys.cast::<u64>().add(place).read_unaligned()).ok(),
            }
        }
    }
}

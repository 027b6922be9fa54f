//! A struct array, such as a record batch, with the columns that say who is meant.

use crate::ROWS_MAX;
use crate::abi::{ArrowArray, ArrowSchema};
use crate::column::{Column, Nulls, extent, format_of, readable};
use crate::error::ArrowError;
use core::ffi::CStr;

/// More columns are not a table but an uninitialised count.
const COLUMNS_MAX: usize = 1 << 16;

/// What the columns are called, where a table has other titles than `credit_code`, `name`, `id`, `id_kind` and `kind`.
#[derive(Clone, Debug, Default)]
pub struct Titles {
    /// Ours, and the table's
    given: Vec<(&'static str, String)>,
}

/// The columns that are read, by their names here.
const READ: [&str; 5] = ["credit_code", "name", "id", "id_kind", "kind"];

impl Titles {
    /// Names a column `title` what is read as `column`.
    pub fn with(mut self, column: &str, title: &str) -> Result<Self, ArrowError> {
        let ours = READ.into_iter().find(|ours| *ours == column);
        let ours = ours.ok_or_else(|| ArrowError::Invalid {
            what: format!("no column {column} is read; use {}", READ.join(", ")),
        })?;
        if let Some((other, _)) = self.given.iter().find(|(_, given)| given == title) {
            return Err(ArrowError::Invalid {
                what: format!("column {title} cannot be both {other} and {ours}"),
            });
        }
        self.given.retain(|(given, _)| *given != ours);
        self.given.push((ours, title.to_owned()));
        Ok(self)
    }

    /// What a column of this title is read as.
    fn column(&self, title: &[u8]) -> Option<&'static str> {
        let given = self.given.iter().find(|(_, given)| given.as_bytes() == title);
        if let Some((ours, _)) = given {
            return Some(ours);
        }
        let ours = match title {
            // What `jrp screen` calls it.
            b"subject_kind" => "kind",
            title => READ.into_iter().find(|ours| ours.as_bytes() == title)?,
        };
        let is_given = self.given.iter().any(|(given, _)| *given == ours);
        (!is_given).then_some(ours)
    }
}

/// How large a table is.
struct Shape {
    offset: usize,
    rows: usize,
    /// Columns
    count: usize,
}

impl Shape {
    /// # Safety
    /// Both are of one array as the interface promises.
    unsafe fn of(schema: &ArrowSchema, array: &ArrowArray) -> Result<Self, ArrowError> {
        for (what, is_released) in [
            ("the schema", schema.release.is_none()),
            ("the array", array.release.is_none()),
        ] {
            if is_released {
                return Err(ArrowError::Released { what });
            }
        }
        // SAFETY: as the caller promises.
        let format = unsafe { format_of("the table", schema)? };
        if format != b"+s" || !schema.dictionary.is_null() {
            return Err(ArrowError::Invalid {
                what: "the array is not a struct; give a record batch, or a struct of columns".to_owned(),
            });
        }
        let (offset, rows) = extent("the table", array)?;
        if rows > ROWS_MAX {
            return Err(ArrowError::Length {
                what: format!("the table has {rows} rows; give at most {ROWS_MAX} at a time"),
            });
        }
        if schema.n_children != array.n_children {
            return Err(ArrowError::Length {
                what: format!(
                    "the schema has {} columns and the array {}",
                    schema.n_children, array.n_children
                ),
            });
        }
        let count = usize::try_from(array.n_children).ok();
        let count = count
            .filter(|count| *count <= COLUMNS_MAX)
            .ok_or_else(|| ArrowError::Length {
                what: format!("{} columns are impossible", array.n_children),
            })?;
        if count > 0 && (schema.children.is_null() || array.children.is_null()) {
            return Err(ArrowError::Null {
                what: "the array of columns".to_owned(),
            });
        }
        Ok(Self { offset, rows, count })
    }
}

/// The columns that are read. Others are left alone.
pub(crate) struct Table<'a> {
    pub(crate) rows: usize,
    /// Rows that are null as a whole
    pub(crate) nulls: Nulls<'a>,
    pub(crate) credit_code: Option<Column<'a>>,
    pub(crate) name: Option<Column<'a>>,
    pub(crate) id: Option<Column<'a>>,
    pub(crate) id_kind: Option<Column<'a>>,
    pub(crate) kind: Option<Column<'a>>,
}

impl<'a> Table<'a> {
    /// # Safety
    /// Both are NULL, or of one struct array as the interface promises, and stay so for the time of `'a`.
    pub(crate) unsafe fn new(
        titles: &Titles,
        schema: *const ArrowSchema,
        array: *const ArrowArray,
    ) -> Result<Self, ArrowError> {
        // SAFETY: NULL or readable, as the caller promises.
        let (schema, array) = unsafe { (readable(schema, "the schema")?, readable(array, "the array")?) };
        // SAFETY: as the caller promises.
        let Shape { offset, rows, count } = unsafe { Shape::of(schema, array)? };
        // SAFETY: as the caller promises.
        let nulls = unsafe { Nulls::new("the table", array, offset)? };
        let mut table = Self {
            rows,
            nulls,
            credit_code: None,
            name: None,
            id: None,
            id_kind: None,
            kind: None,
        };
        for at in 0..count {
            // SAFETY: `count` pointers stand there, each NULL or a column's.
            let (column_schema, column) = unsafe {
                (
                    readable(schema.children.add(at).read_unaligned(), "the schema of a column")?,
                    readable(array.children.add(at).read_unaligned(), "the array of a column")?,
                )
            };
            // SAFETY: as the caller promises.
            let Some((title, place)) = (unsafe { table.place(titles, column_schema) }) else {
                continue;
            };
            if place.is_some() {
                return Err(ArrowError::Invalid {
                    what: format!("there are two columns {title}; give one"),
                });
            }
            // SAFETY: as the caller promises.
            *place = Some(unsafe { Column::new(title, column_schema, column, (offset, rows))? });
        }
        table.check(titles)?;
        Ok(table)
    }

    /// That every title was found, and something says who is meant.
    fn check(&mut self, titles: &Titles) -> Result<(), ArrowError> {
        for (ours, title) in &titles.given {
            if self.of(ours).is_none_or(|place| place.is_none()) {
                return Err(ArrowError::Invalid {
                    what: format!("no column is called {title}, which {ours} should be read from"),
                });
            }
        }
        if self.credit_code.is_none() && self.name.is_none() && self.id.is_none() {
            return Err(ArrowError::Invalid {
                what: "no column is called credit_code, name or id; rename the columns that say who is meant"
                    .to_owned(),
            });
        }
        Ok(())
    }

    /// Where a column belongs, by its title.
    ///
    /// # Safety
    /// The name is NULL or ends with a NUL.
    unsafe fn place(
        &mut self,
        titles: &Titles,
        schema: &ArrowSchema,
    ) -> Option<(&'static str, &mut Option<Column<'a>>)> {
        if schema.name.is_null() {
            return None;
        }
        // SAFETY: as the caller promises.
        let title = unsafe { CStr::from_ptr(schema.name) }.to_bytes();
        let ours = titles.column(title)?;
        self.of(ours).map(|place| (ours, place))
    }

    fn of(&mut self, ours: &str) -> Option<&mut Option<Column<'a>>> {
        match ours {
            "credit_code" => Some(&mut self.credit_code),
            "name" => Some(&mut self.name),
            "id" => Some(&mut self.id),
            "id_kind" => Some(&mut self.id_kind),
            "kind" => Some(&mut self.kind),
            _ => None,
        }
    }
}

//! Parquet: one column of text for each of the feed's, dictionaries, zstd level 19.

use super::Counter;
use jrp_benches::feed::{Feed, Row};
use jrp_synth::COLUMNS;
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::io;
use std::sync::Arc;

/// Parquet's usual size of a row group is about a million.
const ROW_GROUP: usize = 1_000_000;

pub(super) fn size(feed: &Feed) -> io::Result<u64> {
    write(feed.rows()?).map_err(io::Error::other)
}

fn write(mut rows: impl Iterator<Item = Row>) -> Result<u64, ParquetError> {
    let columns = COLUMNS.map(|column| format!("REQUIRED BYTE_ARRAY {column} (UTF8);"));
    let schema = parse_message_type(&format!("message listing {{ {} }}", columns.concat()))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(19)?))
        .build();
    let mut writer = SerializedFileWriter::new(Counter::default(), Arc::new(schema), Arc::new(properties))?;
    loop {
        let group: Vec<Row> = rows.by_ref().take(ROW_GROUP).collect();
        if group.is_empty() {
            writer.finish()?;
            return Ok(writer.bytes_written() as u64);
        }
        let mut group_writer = writer.next_row_group()?;
        for at in 0..COLUMNS.len() {
            let cells = group
                .iter()
                .map(|row| ByteArray::from(row.cells.get(at).unwrap_or_default()));
            let cells: Vec<ByteArray> = cells.collect();
            if let Some(mut column) = group_writer.next_column()? {
                column.typed::<ByteArrayType>().write_batch(&cells, None, None)?;
                column.close()?;
            }
        }
        group_writer.close()?;
    }
}

//! Writing records in groups.

use super::SIZE;
use crate::executor::{Executor, Work, collect};
use crate::format::bits::{self, BitWriter};
use crate::format::directory;
use crate::format::sorted;
use crate::format::text_column::Slices;
use core::ops::Range;

/// Groups written by one piece of work.
const PIECE: usize = 64;

/// What groups are made of: records in their order.
pub(crate) struct Source {
    /// Of the records with a primary key, ascending
    pub(crate) places: Vec<u64>,
    /// Bits of a place
    pub(crate) place_bits: u32,
    /// Bits of a pointer
    pub(crate) pointer_bits: u32,
    /// The upper halves of the leaves of the others, ascending
    pub(crate) leaves: Vec<u64>,
    /// The bits that named groups in the base before, with a primary key and without
    pub(crate) former: Option<[u32; 2]>,
    /// What each column has for each record, in the order of their numbers
    pub(crate) columns: Vec<Slices>,
}

/// One group before it is written.
struct Plan {
    rows: Range<usize>,
    /// The bit of each column of strings at which those of the group begin
    texts: Vec<u64>,
}

impl Source {
    fn len(&self) -> usize {
        self.places.len() + self.leaves.len()
    }

    /// The bits of a place that name the group: so many that a group does not take more than [`SIZE`] on the average.
    fn bits(&self) -> [u32; 2] {
        let all = self.len() as u64;
        let texts: u64 = self
            .columns
            .iter()
            .map(|column| match column {
                Slices::Nothing => 0,
                Slices::Codes(width, _) => u64::from(*width) * all,
                Slices::Strings(strings) => strings.bits(0..self.len()),
            })
            .sum();
        let each = texts / all.max(1) + u64::from(bits::width_of(all));
        let bits = |records: &[u64], former: Option<u32>| {
            directory::bits_for(records.len(), each, SIZE, former).min(self.pointer_bits)
        };
        let [keyed, loose] = self.former.map_or([None; 2], |bits| bits.map(Some));
        [bits(&self.places, keyed), bits(&self.leaves, loose)]
    }

    /// The directory, and the groups; `None` where the executor left work undone.
    pub(crate) fn encode(&self, executor: &dyn Executor) -> Option<[Vec<u8>; 2]> {
        let named = self.bits();
        let plans = self.plans(named);
        let [keyed, loose] = named;
        let rests = [self.place_bits - keyed, self.pointer_bits - loose];
        let work = plans.chunks(PIECE).map(|plans| -> Work<'_, Vec<Vec<u8>>> {
            Box::new(move || plans.iter().map(|plan| self.group(plan, rests)).collect())
        });
        let groups = collect(executor, work.collect())?.concat();
        let mut directory = vec![keyed as u8, loose as u8, self.pointer_bits as u8, 0, 0, 0, 0, 0];
        let counts = plans.iter().map(|plan| plan.rows.len());
        directory::encode(&mut directory, counts.zip(groups.iter().map(Vec::as_slice)));
        Some([directory, groups.concat()])
    }

    /// Which rows each group has.
    fn plans(&self, [keyed, loose]: [u32; 2]) -> Vec<Plan> {
        let mut texts = vec![0; self.columns.len()];
        let mut plans = Vec::new();
        for (records, width, named, first) in [
            (&self.places, self.place_bits, keyed, 0),
            (&self.leaves, u64::BITS, loose, self.places.len()),
        ] {
            let group_of = |place: &u64| place.checked_shr(width - named).unwrap_or(0);
            let mut start = 0;
            for number in 0..1u64 << named {
                let rest = records.get(start..).unwrap_or_default();
                let end = start + rest.partition_point(|place| group_of(place) <= number);
                let rows = first + start..first + end;
                start = end;
                let begins = texts.clone();
                for (bit, column) in texts.iter_mut().zip(&self.columns) {
                    if let Slices::Strings(strings) = column {
                        *bit += strings.bits(rows.clone());
                    }
                }
                plans.push(Plan { rows, texts: begins });
            }
        }
        plans
    }

    /// A group whose places keep so many lower bits, with a primary key and without.
    fn group(&self, plan: &Plan, [keyed, loose]: [u32; 2]) -> Vec<u8> {
        let rows = plan.rows.clone();
        if rows.is_empty() {
            return Vec::new();
        }
        let mut stream = BitWriter::default();
        for row in rows.clone() {
            for column in &self.columns {
                if let Slices::Codes(width, codes) = column {
                    let code = bits::read(codes, row as u64 * u64::from(*width), *width);
                    stream.push(code, *width);
                }
            }
        }
        let mut body = stream.finish_bare();
        let rests: Vec<u64> = match self.places.get(rows.clone()) {
            Some(places) => places.iter().map(|place| place & bits::mask(keyed)).collect(),
            None => {
                let own = rows.start - self.places.len()..rows.end - self.places.len();
                let leaves = self.leaves.get(own).unwrap_or_default();
                let pointers = leaves.iter().map(|leaf| leaf >> (u64::BITS - self.pointer_bits));
                pointers.map(|pointer| pointer & bits::mask(loose)).collect()
            }
        };
        body.extend(sorted::encode_counted(&rests));
        let columns = self.columns.iter().zip(&plan.texts);
        let texts: Vec<Vec<u8>> = columns
            .filter_map(|(column, from)| match column {
                Slices::Strings(strings) => Some(strings.slice(rows.clone(), *from)),
                Slices::Nothing | Slices::Codes(..) => None,
            })
            .collect();
        let mut out = Vec::new();
        let mut at = 4 * texts.len() + body.len();
        for text in &texts {
            out.extend((at as u32).to_le_bytes());
            at += text.len();
        }
        out.extend(body);
        texts.iter().for_each(|text| out.extend(text));
        out.extend([0; bits::SLACK]);
        out
    }
}

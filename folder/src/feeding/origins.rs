//! Where each record came from, in a few bytes: rows that follow each other are one run.

use jrp_intake::Origin;

/// The origins of records, by their numbers from 0.
#[derive(Default)]
pub(super) struct Origins {
    runs: Vec<Run>,
    count: u32,
}

/// Records that were next to each other in their feed.
struct Run {
    first: u32,
    origin: Origin,
}

impl Run {
    fn origin_of(&self, number: u32) -> Origin {
        Origin {
            row: self.origin.row + u64::from(number - self.first),
            ..self.origin
        }
    }
}

impl Origins {
    pub(super) fn push(&mut self, origin: Origin) {
        let number = self.count;
        self.count += 1;
        if self.runs.last().is_none_or(|run| run.origin_of(number) != origin) {
            let first = number;
            self.runs.push(Run { first, origin });
        }
    }

    pub(super) fn extend(&mut self, origins: Vec<Origin>) {
        origins.into_iter().for_each(|origin| self.push(origin));
    }

    pub(super) fn get(&self, number: u32) -> Option<Origin> {
        let behind = self.runs.partition_point(|run| run.first <= number);
        let run = self.runs.get(behind.checked_sub(1)?)?;
        (number < self.count).then(|| run.origin_of(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_has_its_origin() {
        let places = [(0, 2), (0, 3), (0, 5), (1, 6), (1, 7), (1, 9), (1, 9)];
        let places = places.map(|(file, row)| Origin { file, row });
        let mut origins = Origins::default();
        places.into_iter().for_each(|origin| origins.push(origin));
        for (number, origin) in (0..).zip(places) {
            assert_eq!(origins.get(number), Some(origin));
        }
        assert_eq!(origins.get(7), None);
        assert_eq!(origins.runs.len(), 5);
    }
}

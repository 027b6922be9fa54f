//! SplitMix64 (Steele, Lea, Flood 2014), so that a seed gives the same feed for ever: in every version, on every
//! platform. Good enough to look random; no use for secrets.

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream for one thing: `purpose` and `number` say which, the seed which feed.
    pub(crate) fn stream(seed: u64, purpose: u64, number: u64) -> Self {
        Self(mix(mix(seed ^ purpose.wrapping_mul(GOLDEN)) ^ number))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// A number below `bound`, which is not 0: the high half of a product, so without division or rejection.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }

    /// A number in `low..high`.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low)
    }

    /// True `per_mille` times out of a thousand.
    pub(crate) fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One of `items`, each as likely as the next.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Items that are not equally likely.
#[derive(Clone, Debug)]
pub(crate) struct Weighted<T> {
    items: Vec<T>,
    /// The sum of the weights up to and including each item.
    sums: Vec<u64>,
}

impl<T> Weighted<T> {
    /// Items with whole-number weights; no floating point, which would differ between platforms.
    pub(crate) fn new(weighted: impl IntoIterator<Item = (T, u64)>) -> Self {
        let mut sum = 0;
        let (items, sums) = weighted
            .into_iter()
            .map(|(item, weight)| {
                sum += weight;
                (item, sum)
            })
            .unzip();
        Self { items, sums }
    }

    /// Items in order of frequency: the weight of rank r is proportional to 1 / (r + `offset`), Zipf–Mandelbrot.
    pub(crate) fn zipf(items: impl IntoIterator<Item = T>, offset: u64) -> Self {
        Self::new((offset..).zip(items).map(|(rank, item)| (item, 1_000_000 / rank)))
    }

    /// One of the items.
    pub(crate) fn pick(&self, random: &mut Random) -> &T {
        let at = random.below(self.sums[self.sums.len() - 1]);
        &self.items[self.sums.partition_point(|sum| *sum <= at)]
    }

    /// All items.
    pub(crate) fn items(&self) -> &[T] {
        &self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_splitmix64() {
        // The first outputs for state 1234567, as published with the reference implementation.
        let mut random = Random(1_234_567);
        let outputs: Vec<_> = (0..3).map(|_| random.next()).collect();
        assert_eq!(
            outputs,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn weights_are_kept() {
        let weighted = Weighted::new([("rare", 1), ("never", 0), ("common", 9)]);
        let mut random = Random::stream(1, 2, 3);
        let common = (0..10_000)
            .filter(|_| *weighted.pick(&mut random) == "common")
            .count();
        assert!((8_800..9_200).contains(&common), "{common}");
    }
}

//! Picks evenly among places, the same ones every time.

use std::collections::{BTreeMap, BTreeSet};

/// A small generator of numbers (xorshift by G. Marsaglia, 2003).
pub struct Random(u64);

impl Random {
    pub fn new(seed: &str) -> Self {
        Self(seed.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (2..=list.len()).rev() {
            list.swap(end - 1, self.below(end));
        }
    }
}

/// Up to `wanted` different ones: one of each site in turn, in shuffled order.
pub fn evenly<T, S: Ord, K: Ord>(
    all: Vec<T>,
    wanted: usize,
    random: &mut Random,
    site: impl Fn(&T) -> S,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let mut sites: BTreeMap<S, Vec<T>> = BTreeMap::new();
    for one in all {
        if seen.insert(key(&one)) {
            sites.entry(site(&one)).or_default().push(one);
        }
    }
    let mut sites: Vec<Vec<T>> = sites.into_values().collect();
    random.shuffle(&mut sites);
    for site in &mut sites {
        random.shuffle(site);
    }
    let mut picked = Vec::new();
    while picked.len() < wanted && sites.iter().any(|site| !site.is_empty()) {
        picked.extend(sites.iter_mut().filter_map(Vec::pop));
    }
    picked.truncate(wanted);
    picked
}

//! Streams of random numbers with names: the same name and seed give the same numbers for ever, on every machine.

use rand_pcg::Pcg32;

/// FNV-1a of a text.
pub fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// PCG-32 from state 1 on the stream of a name.
pub(crate) fn stream(name: &str) -> Pcg32 {
    Pcg32::new(1, fnv(name))
}

/// PCG-32 on the stream of a name, from a state that the seed and the name are mixed into (as SplitMix64 does), since
/// streams that start from one state resemble each other.
pub(crate) fn seeded(seed: &str, name: &str) -> Pcg32 {
    let mut state = fnv(seed).wrapping_add(fnv(name)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    Pcg32::new(state ^ (state >> 31), fnv(name))
}

//! Normal scores of the streams, kept once they are made: a stream gives the same scores to every scenario that has its input, so
//! that a lever which moves has none drawn anew.

use super::normal::normal_quantile;
use crate::engine::stream::seeded;
use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Scores that are kept of a stream, and streams: about 16 MB at most.
const KEPT: usize = 10_000;
const STREAMS: usize = 200;

/// A stream as far as it has run.
#[derive(Debug)]
struct Run {
    numbers: Pcg32,
    scores: Vec<f64>,
}

type Streams = BTreeMap<(String, String), Rc<RefCell<Run>>>;

thread_local! {
    static MADE: RefCell<Streams> = const { RefCell::new(BTreeMap::new()) };
}

/// The scores of a stream, from its first.
#[derive(Debug, Clone)]
pub(super) struct Scores {
    run: Rc<RefCell<Run>>,
    at: usize,
    /// Where it goes on beyond what is kept.
    beyond: Option<Pcg32>,
}

impl Scores {
    /// Of the stream of a name, by a seed.
    pub fn of(seed: &str, name: &str) -> Scores {
        let run = MADE.with(|made| {
            let mut made = made.borrow_mut();
            let key = (seed.to_owned(), name.to_owned());
            if !made.contains_key(&key) && made.len() >= STREAMS {
                made.clear();
            }
            let fresh = || Rc::new(RefCell::new(Run { numbers: seeded(seed, name), scores: Vec::new() }));
            Rc::clone(made.entry(key).or_insert_with(fresh))
        });
        Scores { run, at: 0, beyond: None }
    }

    /// The next of them.
    #[inline]
    pub fn next(&mut self) -> f64 {
        let at = self.at;
        self.at += 1;
        if at >= KEPT {
            // what is kept has run so far and no further
            let run = &self.run;
            return score(self.beyond.get_or_insert_with(|| run.borrow().numbers.clone()));
        }
        let mut run = self.run.borrow_mut();
        if let Some(known) = run.scores.get(at) {
            return *known;
        }
        let made = score(&mut run.numbers);
        run.scores.push(made);
        made
    }
}

/// A normal score from the next number of a stream, never 0 or 1 as a chance.
fn score(numbers: &mut Pcg32) -> f64 {
    normal_quantile((f64::from(numbers.next_u32()) + 0.5) / 4_294_967_296.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_or_made_anew_a_stream_gives_the_same_scores() {
        let mut numbers = seeded("seed", "a stream of this test");
        let expected: Vec<f64> = (0..KEPT + 50).map(|_| score(&mut numbers)).collect();
        let of = || Scores::of("seed", "a stream of this test");
        let (mut first, mut second) = (of(), of());
        // one after the other, and one while the other has stopped half-way
        let half: Vec<f64> = (0..300).map(|_| first.next()).collect();
        let all: Vec<f64> = (0..KEPT + 50).map(|_| second.next()).collect();
        let rest: Vec<f64> = (300..KEPT + 50).map(|_| first.next()).collect();
        assert_eq!(all, expected);
        assert_eq!([half, rest].concat(), expected);
        // however many streams there are
        for n in 0..2 * STREAMS {
            Scores::of("seed", &format!("stream {n}")).next();
        }
        assert_eq!(of().next(), expected[0]);
        MADE.with(|made| assert!(made.borrow().len() <= STREAMS));
    }
}

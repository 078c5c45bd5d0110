//! How good the odds of the outside view are: `cargo run --example backtest`. Each published case is left out in turn; it is shown
//! however it comes out.

use informed_choice::explain::{back_test_words, back_tests};

fn main() {
    let tests = back_tests();
    println!("{}\n", back_test_words(&tests));
    for test in &tests {
        let ([eight, half], [own_eight, own_half]) = (test.within(), test.inside());
        let n = test.cases.len();
        println!(
            "{}: {n} cases; in P10 to P90 {eight}, in P25 to P75 {half}; of the starting ranges {own_eight} and {own_half}",
            test.what
        );
        for case in &test.cases {
            let where_ = if case.within[0] { "among" } else { "outside" };
            println!(
                "  {:<64} {:>5}  {where_} {}",
                case.name.chars().take(64).collect::<String>(),
                case.result,
                case.others
            );
        }
    }
}

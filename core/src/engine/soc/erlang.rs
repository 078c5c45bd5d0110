//! Erlang's loss formula for any number of servers, whole or not.

/// Points and weights of Gauss–Legendre quadrature of order 16 on [−1, 1], for the upper half; the lower is its mirror.
const NODES: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_59),
    (0.458_016_777_657_227_4, 0.169_156_519_395_002_54),
    (0.617_876_244_402_643_7, 0.149_595_988_816_576_74),
    (0.755_404_408_355_003, 0.124_628_971_255_533_87),
    (0.865_631_202_387_831_7, 0.095_158_511_682_492_78),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_89),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_096),
];
const PANELS: usize = 16;
/// e to the power of minus this is nothing beside 1.
const GONE: f64 = 45.0;

/// B(c, a): the part of a load of `a` that finds all of `c` servers busy and is lost.
///
/// 1/B = a ∫₀^∞ e^(−ay) (1 + y)^c dy. With u = ln(1 + y) the integrand is e^G, G = (c + 1)u − a(e^u − 1), which has
/// one peak and falls off on both sides; it is integrated between the points where it is gone, relative to its peak, so that
/// nothing overflows for any load or number of servers.
pub fn erlang_loss(servers: f64, load: f64) -> f64 {
    if load <= 0.0 {
        return 0.0;
    }
    if servers <= 0.0 {
        return 1.0;
    }
    let n = servers + 1.0;
    let (peak, height) = if n > load {
        let peak = libm::log(n / load);
        (peak, n * peak - n + load)
    } else {
        (0.0, 0.0)
    };
    // G relative to its peak, at a distance v from it
    let slope = load * libm::exp(peak);
    let below = |v: f64| n * v - slope * libm::expm1(v);
    let right = edge(&|v| below(v));
    let left = f64::min(peak, edge(&|v| below(-v)));
    let width = (left + right) / PANELS as f64;
    let mut sum = 0.0;
    for panel in 0..PANELS {
        let middle = -left + width * (panel as f64 + 0.5);
        for (node, weight) in NODES {
            let step = node * width / 2.0;
            sum += weight * (libm::exp(below(middle - step)) + libm::exp(below(middle + step)));
        }
    }
    let integral = sum * width / 2.0;
    f64::min(1.0, libm::exp(-libm::log(load) - height) / integral)
}

/// How far from 0 a falling function reaches −[`GONE`].
fn edge(fall: &dyn Fn(f64) -> f64) -> f64 {
    let mut far = 1e-12;
    while fall(far) > -GONE && far < 1e6 {
        far *= 2.0;
    }
    let mut near = far / 2.0;
    // a rough edge is enough: what lies beyond is nothing
    for _ in 0..6 {
        let middle = f64::midpoint(near, far);
        if fall(middle) > -GONE { near = middle } else { far = middle }
    }
    far
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// Made with mpmath at 40 digits: `tests/oracle/erlang.py`.
    #[test]
    fn reference_values_to_ten_digits() {
        let all: Value = serde_json::from_str(include_str!("../../../../tests/oracle/erlang.json")).unwrap();
        let all = all.as_array().unwrap();
        assert!(all.len() > 400);
        let mut checked = 0;
        for case in all {
            let [servers, load, expected] = [0, 1, 2].map(|n| case[n].as_f64().unwrap());
            let found = erlang_loss(servers, load);
            if expected < 1e-290 {
                assert!(found < 1e-280, "B({servers}, {load}) = {found}");
                continue;
            }
            assert!((found / expected - 1.0).abs() < 1e-10, "B({servers}, {load}) = {found}, not {expected}");
            checked += 1;
        }
        assert!(checked > 300);
    }

    #[test]
    fn absurd_numbers_have_an_answer() {
        for (servers, load) in [(1e12, 1e12), (1e-12, 1e12), (1e12, 1e-12), (1e24, 1.0), (0.5, 1e-300), (1e6, 1e24)] {
            let found = erlang_loss(servers, load);
            assert!((0.0..=1.0).contains(&found), "B({servers}, {load}) = {found}");
        }
        assert_eq!((erlang_loss(0.0, 3.0), erlang_loss(3.0, 0.0), erlang_loss(0.0, 0.0)), (1.0, 0.0, 0.0));
    }

    #[test]
    fn more_servers_lose_less_and_more_load_loses_more() {
        let steps: Vec<f64> = (1..60).map(|n| f64::from(n) * 0.37).collect();
        for pair in steps.windows(2) {
            assert!(erlang_loss(pair[1], 8.0) < erlang_loss(pair[0], 8.0));
            assert!(erlang_loss(8.0, pair[1]) > erlang_loss(8.0, pair[0]));
        }
    }
}

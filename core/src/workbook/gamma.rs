//! The gamma distribution at a scale of one, as spreadsheets have it: density, and how much lies below a figure.

/// How many terms are added up at most: enough for orders up to some hundred million.
const TERMS: u32 = 1_000_000;

/// The density at a figure.
pub(super) fn density(at: f64, order: f64) -> f64 {
    if at <= 0.0 {
        return 0.0;
    }
    libm::exp((order - 1.0) * libm::log(at) - at - libm::lgamma(order))
}

/// How much lies below a figure: by its series where that is less than about half, else by the fraction of what lies above.
pub(super) fn below(at: f64, order: f64) -> f64 {
    if at <= 0.0 {
        return 0.0;
    }
    if at < order + 1.0 {
        let (mut term, mut sum) = (1.0, 1.0);
        for n in 1..TERMS {
            term *= at / (order + f64::from(n));
            sum += term;
            if term < sum * f64::EPSILON {
                break;
            }
        }
        return f64::min(1.0, density(at, order) * at / order * sum);
    }
    // Lentz’s way with Legendre’s fraction
    let mut b = at + 1.0 - order;
    let mut c = 1.0 / f64::MIN_POSITIVE;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for n in 1..TERMS {
        let n = f64::from(n);
        let step = -n * (n - order);
        b += 2.0;
        d = 1.0 / (step * d + b);
        c = b + step / c;
        fraction *= d * c;
        if (d * c - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    f64::max(0.0, 1.0 - density(at, order) * at * fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From mpmath at 40 digits.
    #[test]
    fn known_values() {
        for (at, order, expected_density, expected_below) in [
            (0.5, 1.0, 0.6065306597126334, 0.3934693402873666),
            (2.5, 3.2, 0.2542174649521151, 0.407829304530916),
            (3.2, 2.5, 0.1755280085794736, 0.7307812010128964),
            (10.0, 11.0, 0.1251100357211333, 0.4169602498070145),
            (10.0, 10.7, 0.1264213132175424, 0.4537602498961289),
            (40.0, 61.0, 0.000678649219814152, 0.001200979348830932),
            (61.0, 41.25, 0.001131661345747914, 0.9969082718555406),
            (200.0, 201.0, 0.02819772768592082, 0.4812056903213155),
            (0.01, 5.0, 4.125207640621534e-10, 8.264185641806499e-13),
            (30.0, 3.0, 4.210930335978079e-11, 0.9999999999549898),
        ] {
            let (density, below): (f64, f64) = (density(at, order), below(at, order));
            assert!((density / expected_density - 1.0).abs() < 1e-11, "{at} {order}: {density}");
            assert!((below / expected_below - 1.0).abs() < 1e-11, "{at} {order}: {below}");
        }
    }
}

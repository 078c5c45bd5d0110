//! What is drawn of each service and category.

use crate::model::risk::Spread;

/// One of the inputs that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parameter {
    /// The likely saving; of items a factor on what they save.
    Saving,
    /// A factor on one-off cost.
    OneOff,
    /// A factor on the part of the gap that is closed.
    Convergence,
    /// Years by which go-live slips.
    Delay,
}

impl Parameter {
    pub const ALL: [Parameter; 4] = [Parameter::Saving, Parameter::OneOff, Parameter::Convergence, Parameter::Delay];

    /// As its stream, and the bar of the tornado, are called: after the place of what it belongs to.
    pub const fn name(self) -> &'static str {
        match self {
            Parameter::Saving => "saving",
            Parameter::OneOff => "one_off",
            Parameter::Convergence => "convergence",
            Parameter::Delay => "go_live",
        }
    }

    /// +1 where more is good news, −1 where it is bad: bad news comes at once.
    pub const fn sign(self) -> f64 {
        match self {
            Parameter::Saving | Parameter::Convergence => 1.0,
            Parameter::OneOff | Parameter::Delay => -1.0,
        }
    }
}

/// Something for each of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Each<T> {
    pub saving: T,
    pub one_off: T,
    pub convergence: T,
    pub delay: T,
}

/// The range of each.
pub(super) type Ranges = Each<Spread>;
/// What one draw makes of each.
pub(super) type Draw = Each<f64>;

impl<T> Each<T> {
    /// Made for one after the other, in the order of [`Parameter::ALL`].
    pub fn made(mut of: impl FnMut(Parameter) -> T) -> Each<T> {
        Each {
            saving: of(Parameter::Saving),
            one_off: of(Parameter::OneOff),
            convergence: of(Parameter::Convergence),
            delay: of(Parameter::Delay),
        }
    }

    pub const fn of(&self, parameter: Parameter) -> &T {
        match parameter {
            Parameter::Saving => &self.saving,
            Parameter::OneOff => &self.one_off,
            Parameter::Convergence => &self.convergence,
            Parameter::Delay => &self.delay,
        }
    }

    pub const fn of_mut(&mut self, parameter: Parameter) -> &mut T {
        match parameter {
            Parameter::Saving => &mut self.saving,
            Parameter::OneOff => &mut self.one_off,
            Parameter::Convergence => &mut self.convergence,
            Parameter::Delay => &mut self.delay,
        }
    }
}

impl Ranges {
    /// Everything as likely.
    pub fn likely(&self) -> Draw {
        Each::made(|parameter| self.of(parameter).likely)
    }
}

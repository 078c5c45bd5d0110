//! Columns of the page's tables, from the left, as far as their figures open to a sum.

/// An enum of a table's columns that knows them by their place.
macro_rules! columns {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $column:ident,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$what])* $column,)+ }

        impl $name {
            /// From the left.
            pub const ALL: &[$name] = &[$($name::$column,)+];

            /// The column at a place; none beyond the last.
            pub fn at(place: usize) -> Option<$name> {
                $name::ALL.get(place).copied()
            }
        }
    };
}

columns! {
    /// What a buyer saves in a category.
    BuyerFigure {
        /// Spending that joint buying reaches.
        Reached,
        /// Saving before the fee.
        Saving,
        /// The framework's fee.
        Fee,
    }
}

columns! {
    /// A line that unit costs are held against.
    LineFigure {
        /// The unit cost of the line.
        UnitCost,
        /// Partners above it.
        Above,
        /// Half of what they spend beyond it.
        HalfGap,
    }
}

columns! {
    /// A partner's unit cost.
    RowFigure {
        /// Cost today.
        Cost,
        /// Size, as the service is compared.
        Size,
        /// The one divided by the other.
        UnitCost,
        /// Half of the gap to the middle.
        HalfGap,
    }
}

columns! {
    /// A year of the whole.
    YearFigure {
        /// Saving from shared services.
        Services,
        /// Saving from joint buying.
        Buying,
        /// One-off cost.
        OneOff,
    }
}

columns! {
    /// A member's balance of work.
    WorkFigure {
        /// What it puts in, as entered.
        PutIn,
        /// Its part of all work put in.
        ShareIn,
        /// What it gets, as entered.
        Got,
        /// Its part of all work got.
        ShareGot,
        /// What it puts in beyond its part of what all get.
        Balance,
        /// The same in pounds a year.
        AYear,
        /// The same over the term.
        OverTerm,
        /// Its share under the sharing key.
        CostShare,
        /// What it pays beyond its use.
        PaysBeyond,
    }
}

columns! {
    /// What brings a partner to its fair share.
    SettleFigure {
        /// What it has under the present terms.
        Present,
        /// What it could reach alone.
        Alone,
        /// Its fair share.
        FairShare,
        /// What it receives over the term.
        Total,
        /// What it receives a year.
        PerYear,
    }
}

columns! {
    /// Terms under which no group would rather go.
    StableFigure {
        /// What it gains in all.
        Gains,
        /// What it receives a year.
        Receives,
    }
}

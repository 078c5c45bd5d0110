//! A schematic map of the forces: one tile each, roughly where it lies. Our own drawing; borders are not drawn.

/// A force's tile: column and row from the north-west, and a label short enough to stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tile {
    /// The force's id.
    pub id: &'static str,
    /// Its column, from the west.
    pub column: u8,
    /// Its row, from the north.
    pub row: u8,
    /// What stands in it.
    pub label: &'static str,
}

const fn tile(row: u8, column: u8, id: &'static str, label: &'static str) -> Tile {
    Tile { id, column, row, label }
}

/// Columns and rows of the map.
pub const MAP_SIZE: (u8, u8) = (8, 9);

/// Every force's tile.
pub const TILES: [Tile; 43] = [
    tile(0, 4, "northumbria", "Northumb."),
    tile(1, 3, "cumbria", "Cumbria"),
    tile(1, 4, "durham", "Durham"),
    tile(1, 5, "cleveland", "Cleveland"),
    tile(2, 3, "lancashire", "Lancs"),
    tile(2, 4, "west-yorkshire", "W Yorks"),
    tile(2, 5, "north-yorkshire", "N Yorks"),
    tile(2, 6, "humberside", "Humber"),
    tile(3, 2, "merseyside", "Mersey"),
    tile(3, 3, "greater-manchester", "Gtr Man"),
    tile(3, 4, "south-yorkshire", "S Yorks"),
    tile(4, 1, "north-wales", "N Wales"),
    tile(4, 2, "cheshire", "Cheshire"),
    tile(4, 3, "staffordshire", "Staffs"),
    tile(4, 4, "derbyshire", "Derbys"),
    tile(4, 5, "nottinghamshire", "Notts"),
    tile(4, 6, "lincolnshire", "Lincs"),
    tile(5, 1, "dyfed-powys", "Dyfed-P"),
    tile(5, 2, "west-mercia", "W Mercia"),
    tile(5, 3, "west-midlands", "W Mids"),
    tile(5, 4, "leicestershire", "Leics"),
    tile(5, 5, "northamptonshire", "Northants"),
    tile(5, 6, "cambridgeshire", "Cambs"),
    tile(5, 7, "norfolk", "Norfolk"),
    tile(6, 0, "south-wales", "S Wales"),
    tile(6, 1, "gwent", "Gwent"),
    tile(6, 2, "gloucestershire", "Gloucs"),
    tile(6, 3, "warwickshire", "Warwicks"),
    tile(6, 4, "thames-valley", "Thames V"),
    tile(6, 5, "bedfordshire", "Beds"),
    tile(6, 6, "hertfordshire", "Herts"),
    tile(6, 7, "suffolk", "Suffolk"),
    tile(7, 2, "avon-and-somerset", "Avon & S"),
    tile(7, 3, "wiltshire", "Wilts"),
    tile(7, 4, "surrey", "Surrey"),
    tile(7, 5, "metropolitan", "Met"),
    tile(7, 6, "city-of-london", "City"),
    tile(7, 7, "essex", "Essex"),
    tile(8, 1, "devon-and-cornwall", "Devon & C"),
    tile(8, 2, "dorset", "Dorset"),
    tile(8, 3, "hampshire", "Hants"),
    tile(8, 4, "sussex", "Sussex"),
    tile(8, 5, "kent", "Kent"),
];

#[cfg(test)]
mod tests {
    use super::super::forces;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_force_has_one_tile_of_its_own() {
        let ids: BTreeSet<&str> = TILES.iter().map(|tile| tile.id).collect();
        assert_eq!(ids, forces().iter().map(|force| force.id.as_str()).collect());
        let places: BTreeSet<(u8, u8)> = TILES.iter().map(|tile| (tile.row, tile.column)).collect();
        assert_eq!(places.len(), 43);
        assert!(TILES.iter().all(|tile| tile.column < MAP_SIZE.0 && tile.row < MAP_SIZE.1));
    }
}

const harbours = ['Aberdeen', 'Cheung Chau', 'Lamma', 'Sai Kung', 'Stanley', 'Tai O'];

/** A list that is large even when compressed; a worker of the page fetches it. */
export function catalogue() {
  return Array.from({ length: 4000 }, (_, index) => ({
    lot: (index * 2654435761) % 4294967296, // Knuth's multiplicative hash: numbers that gzip cannot guess
    harbour: harbours[index % harbours.length],
    kilograms: ((index * 40503) % 65536) / 100,
  }));
}

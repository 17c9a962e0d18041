const SEATS = 8;

/** The product's mark: seats in a ring, one of them speaking. Decorative. */
export function CircleMark() {
  return (
    <svg viewBox="-16 -16 32 32" width="28" height="28" aria-hidden="true">
      {Array.from({ length: SEATS }, (_, seat) => {
        const angle = (seat / SEATS) * 2 * Math.PI - Math.PI / 2;
        return (
          <circle
            key={seat}
            cx={11 * Math.cos(angle)}
            cy={11 * Math.sin(angle)}
            r={seat === 0 ? 4 : 2.6}
            fill={seat === 0 ? 'var(--accent)' : 'var(--line-strong)'}
          />
        );
      })}
    </svg>
  );
}

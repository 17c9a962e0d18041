/** Where one seat of the circle is drawn: the centre of the face, in the unit of the space given. */
export type SeatPlace = { readonly x: number; readonly y: number };

export type Rect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type CircleGeometry = {
  readonly seats: readonly SeatPlace[];
  /** The diameter of one face. */
  readonly faceSize: number;
  /** The box in the middle that no face and no name reaches into, for the slide or the shared screen. */
  readonly center: Rect;
};

/** Room below a face for its name and one tag. */
export const LABEL_HEIGHT = 46;
/** How far a name may reach beyond its face on either side: `.caption` of PersonTile. */
export const LABEL_OVERHANG = 16;
const MAX_FACE = 140;
const MIN_FACE = 52;
const EDGE = 10;
const GAP = 8;
/** How much the size of the faces counts against the area of the middle, where something is shown in it. */
const FACE_WEIGHT = 1.1;
/** 2 is an ellipse; more is squarer, which leaves more of the middle free. */
const OPEN_RING = 2;
const RING_ROUND_CENTER = 4;

/** Points evenly spaced along a superellipse round the origin, the first at the top, clockwise, mirrored about its axes. */
function evenPoints(count: number, a: number, b: number, exponent: number): readonly SeatPlace[] {
  const steps = 720;
  const power = 2 / exponent;
  const at = (step: number): SeatPlace => {
    const angle = -Math.PI / 2 + (step / steps) * 2 * Math.PI;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return { x: a * Math.sign(cos) * Math.abs(cos) ** power, y: b * Math.sign(sin) * Math.abs(sin) ** power };
  };
  // Where the curve is flat the points lie far apart, so that a seat stands between two of them, not on the next.
  const sides: { readonly from: SeatPlace; readonly to: SeatPlace; readonly end: number }[] = [];
  let whole = 0;
  for (let step = 0; step < steps; step++) {
    const [from, to] = [at(step), at(step + 1)];
    whole += Math.hypot(to.x - from.x, to.y - from.y);
    sides.push({ from, to, end: whole });
  }
  return Array.from({ length: count }, (_, index) => {
    const wanted = (index / count) * whole;
    const side = sides.find(({ end }) => end >= wanted);
    if (!side) return at(0);
    const { from, to, end } = side;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const part = length === 0 ? 0 : 1 - (end - wanted) / length;
    return { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) };
  });
}

const overlaps = (one: Rect, other: Rect): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/** A face and, below it, its name, which may be wider. */
const boxesOf = (seat: SeatPlace, face: number, gap: number): readonly Rect[] => [
  {
    x: seat.x - face / 2 - gap,
    y: seat.y - face / 2 - gap,
    width: face + 2 * gap,
    height: face + gap,
  },
  {
    x: seat.x - face / 2 - LABEL_OVERHANG - gap,
    y: seat.y + face / 2,
    width: face + 2 * (LABEL_OVERHANG + gap),
    height: LABEL_HEIGHT + gap,
  },
];

/** The largest box round a point that touches no seat. */
function freeBox(boxes: readonly Rect[], cx: number, cy: number, width: number, height: number): Rect {
  let best: Rect = { x: cx, y: cy, width: 0, height: 0 };
  for (const ratio of [1.2, 1.4, 1.6, 1.8, 2.1, 2.5]) {
    for (let w = width; w > 40; w -= 12) {
      const h = w / ratio;
      if (h > height || w * h <= best.width * best.height) continue;
      const box = { x: cx - w / 2, y: cy - h / 2, width: w, height: h };
      if (!boxes.some((seat) => overlaps(seat, box))) {
        best = box;
        break;
      }
    }
  }
  return best;
}

/**
 * Seats `count` people in a ring inside a box, evenly by distance, the first at the top and then clockwise, with
 * faces as large as fit without touching. With `hasCenter` faces and middle share the space.
 */
export function circleGeometry(
  count: number,
  width: number,
  height: number,
  hasCenter = false,
): CircleGeometry {
  const cx = width / 2;
  const largest = Math.max(MIN_FACE, Math.min(MAX_FACE, width / 4, height / 3.4));
  let best: (CircleGeometry & { readonly worth: number }) | null = null;
  for (let face = largest; face >= MIN_FACE || best === null; face -= 4) {
    const a = Math.max(1, cx - face / 2 - LABEL_OVERHANG);
    const b = Math.max(1, (height - face - LABEL_HEIGHT) / 2 - EDGE / 2);
    const cy = EDGE / 2 + face / 2 + b;
    const points =
      count === 1 && !hasCenter
        ? [{ x: 0, y: 0 }]
        : evenPoints(count, a, b, hasCenter ? RING_ROUND_CENTER : OPEN_RING);
    const seats = points.map((point) => ({ x: cx + point.x, y: cy + point.y }));
    const boxes = seats.map((seat) => boxesOf(seat, face, GAP / 2));
    const hasRoom = boxes.every((own, index) => {
      const others = boxes.slice(index + 1).flat();
      return !own.some((box) => others.some((other) => overlaps(box, other)));
    });
    const center = freeBox(
      seats.flatMap((seat) => boxesOf(seat, face, GAP)),
      cx,
      height / 2,
      width - 2 * EDGE,
      height - 2 * EDGE,
    );
    const worth = !hasRoom ? 0 : hasCenter ? face ** FACE_WEIGHT * center.width * center.height : face;
    if (best === null || worth > best.worth) best = { seats, faceSize: face, center, worth };
    if (best.worth > 0 && !hasCenter) break;
    if (best.worth === 0) best = { seats, faceSize: face, center, worth };
    if (face - 4 < MIN_FACE) break;
  }
  return best ?? { seats: [], faceSize: MIN_FACE, center: { x: 0, y: 0, width, height } };
}

/** The SVG path of an arc along a ring, clockwise from the top, for a part of the whole between 0 and 1. */
export function arcPath(part: number, radius: number): string {
  const shown = Math.min(Math.max(part, 0), 0.9999);
  const angle = shown * 2 * Math.PI - Math.PI / 2;
  const x = radius * Math.cos(angle);
  const y = radius * Math.sin(angle);
  return `M 0 ${-radius} A ${radius} ${radius} 0 ${shown > 0.5 ? 1 : 0} 1 ${x.toFixed(3)} ${y.toFixed(3)}`;
}

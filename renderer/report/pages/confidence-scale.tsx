import type { Confidence } from '../../../parsers/model/case.js';

const SCALE: readonly (readonly [Confidence, string])[] = [
  ['low', 'Possible. Other explanations remain about as likely.'],
  ['medium', 'More likely than the alternatives that were considered.'],
  ['high', 'No alternative that was considered fits the records cited.'],
];

/** The scale on which every confidence in the report is stated. */
export function ConfidenceScale() {
  return (
    <table className="scale">
      <thead>
        <tr>
          <th scope="col">Confidence</th>
          <th scope="col">Means</th>
        </tr>
      </thead>
      <tbody>
        {SCALE.map(([name, meaning]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

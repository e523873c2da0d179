export { type TestedHouse, testHouse } from './test-house.ts'

package dev.bailiwick.locations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class SamplesWireTest {
    @Test
    void documented() {
        TestServer.Org org = TestServer.shared().org(TestServer.LOCALES + """
                zoneFields: [{name: cf_zone_region, type: String}]
                zones:
                  - {code: root, name: ROOT}
                  - {code: zone-north, id: 75001001, name: North, parent: root}
                """);
        HttpResponse<String> answer = org.put("/v2/locations/zones?inheritLocale=false", """
                [{"identifierName":"CODE","identifierValue":"zone-north","name":"North Region Zone Updated","description":"Updated description via bulk update","customFields":{"cf_zone_region":"North"},"externalIds":{"erpId":"ERP-NORTH-01"}},{"identifierName":"CODE","identifierValue":"zone-does-not-exist","name":"Should Fail"}]""");
        System.out.println(answer.headers().map());
        System.out.println(answer.body());
        assertThat(answer.statusCode()).isEqualTo(207);
    }
}
